import { lstat, rename, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { whyUnwritable } from '../context/file-failure.js';
import { UsageError } from '../messages/errors.js';

/** Written whole or not at all, in the place of what is there. Rejects with a UsageError that says why not. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unsaved(path, cause);
  }
}

/** Where a user says that something is to be written: through a link, to a device or a pipe, which stay what they are. */
export async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  // Behind /dev/stdout there may be a file that others write to as well.
  const flag = path.startsWith('/dev/') ? 'a' : 'w';
  await writeFile(path, bytes, { flag }).catch((cause: unknown) => {
    throw unsaved(path, cause);
  });
}

/** Whether there is something that is no file and no folder. */
export async function isSpecial(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

export const unsaved = (path: string, cause: unknown): UsageError =>
  new UsageError(`${path}: ${whyUnwritable(cause)}`, 'name another place with -o', { cause });
