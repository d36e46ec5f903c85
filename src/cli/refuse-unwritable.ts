// A file that is written at the end of a long build has to be writable at its beginning.
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../messages/errors.js';

/** Throws UsageError where the file that a flag names could not be written; undefined is no file. */
export async function refuseUnwritable(flag: string, path: string | undefined): Promise<void> {
  const reason = path === undefined ? undefined : await whyNotWritable(path);
  if (reason !== undefined) throw new UsageError(`${flag} ${path ?? ''} cannot be written: ${reason}`);
}

async function whyNotWritable(path: string): Promise<string | undefined> {
  const folder = dirname(path);
  const [there, above] = await Promise.all([typeAt(path), typeAt(folder)]);
  if (there === 'folder') return 'it is a folder';
  if (above !== 'folder') return `there is no folder ${folder}`;
  return access(there === 'none' ? folder : path, constants.W_OK).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

const typeAt = async (path: string): Promise<'none' | 'folder' | 'other'> =>
  stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'other'),
    () => 'none',
  );
