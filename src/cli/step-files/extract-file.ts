// A file of a state onto this machine. Its name comes from an image, and must lead nowhere else; nothing is overwritten.
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { FileEntry } from '../../engine/file-entry.js';
import { UsageError } from '../../messages/errors.js';

const mostNames = 1000;

/** As `name`, then `name.1` and so on, in `folder`; gives the name. */
export async function extractFile(folder: string, path: string, file: FileEntry): Promise<string> {
  const name = posix.basename(path);
  if (['', '.', '..'].includes(name) || name.includes('\0'))
    throw new UsageError(`${path} has no name that a file can have here`);
  const { handle, taken } = await openNew(folder, name, file.mode);
  try {
    for await (const piece of file.read()) await handle.appendFile(piece);
    await handle.close();
    return taken;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(join(folder, taken), { force: true });
    throw error;
  }
}

/** With `wx` a link at the name is in the way, as any file is, and not followed. */
async function openNew(
  folder: string,
  name: string,
  mode: number,
): Promise<{ readonly handle: FileHandle; readonly taken: string }> {
  for (let count = 0; count < mostNames; count += 1) {
    const taken = count === 0 ? name : `${name}.${String(count)}`;
    try {
      // It is this user's, and nobody else may write to it or become another by it.
      return { handle: await open(join(folder, taken), 'wx', (mode & 0o755) | 0o600), taken };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new UsageError(`${folder} has ${name} and ${String(mostNames - 1)} more of it`);
}
