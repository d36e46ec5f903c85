import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { whyUnwritable } from '../context/file-failure.js';
import { UsageError } from '../messages/errors.js';

/**
 * A file where the user wants it, written whole or not at all; what is no ordinary file is written to, and a link stays
 * one. Rejects with a UsageError that says why not.
 */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const place = await realpath(path).catch(() => path);
  const temporary = `${place}.${String(process.pid)}.tmp`;
  try {
    if (await isSpecial(place)) {
      await writeFile(place, bytes);
      return;
    }
    await writeFile(temporary, bytes);
    await rename(temporary, place);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unsaved(path, cause);
  }
}

/** A device or a pipe, which is neither replaced nor has anything beside it. */
export async function isSpecial(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

export const unsaved = (path: string, cause: unknown): UsageError =>
  new UsageError(`${path}: ${whyUnwritable(cause)}`, 'name another place with -o', { cause });
