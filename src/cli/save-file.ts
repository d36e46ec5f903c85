import { rename, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { whyUnwritable } from '../context/file-failure.js';
import { UsageError } from '../messages/errors.js';

/** A file where the user wants it, written whole or not at all. Rejects with a UsageError that says why not. */
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

export const unsaved = (path: string, cause: unknown): UsageError =>
  new UsageError(`${path}: ${whyUnwritable(cause)}`, 'name another place with -o', { cause });
