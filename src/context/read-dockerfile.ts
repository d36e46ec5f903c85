import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import prettyBytes from 'pretty-bytes';
import { UsageError } from '../messages/errors.js';
import { nearest } from '../messages/nearest.js';
import { isGone, unreadable } from './file-failure.js';
import { decodeText } from '../syntax/text-bytes.js';

export interface DockerfileText {
  /** Bytes that are no UTF-8 are kept, see `decodeText`. */
  readonly text: string;
  readonly bytes: Buffer;
  /** As given. */
  readonly path: string;
}

/** No file written by hand comes near; what does is a mistaken path. */
export const maximumBytes = 10_000_000;

/** Rejects with a UsageError that says what was expected, what was found, and what to do. */
export async function readDockerfile(path: string): Promise<DockerfileText> {
  return openBytes(await readBytes(path), path);
}

/** The same for a Dockerfile that has come another way; `path` is what the user knows it by. */
export function openBytes(bytes: Buffer, path: string): DockerfileText {
  if (bytes.includes(0)) {
    const at = `a zero byte at offset ${bytes.indexOf(0)}`;
    throw new UsageError(
      `${path} is not a text file: it has ${at}`,
      'give the path of a Dockerfile, saved as UTF-8',
    );
  }
  const text = decodeText(bytes);
  if (text.replace(/^\uFEFF/, '').trim() === '') {
    throw new UsageError(`${path} is empty`, 'a Dockerfile needs at least `FROM <image>`');
  }
  return { text, bytes, path };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) throw await folderInstead(path);
    if (status.size > maximumBytes) throw tooLarge(path, status.size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw isGone(error) ? await missing(path, error) : unreadable(`the Dockerfile ${path}`, error);
  }
}

export const tooLarge = (path: string, bytes: number): UsageError =>
  new UsageError(
    `${path} has ${prettyBytes(bytes)}, and a Dockerfile no more than ${prettyBytes(maximumBytes)}`,
    'give the path of a Dockerfile with `--file`',
  );

async function folderInstead(path: string): Promise<UsageError> {
  return new UsageError(
    `the Dockerfile ${path} is a directory`,
    suggestIn(path, 'Dockerfile', await namesIn(path)),
  );
}

async function missing(path: string, cause: unknown): Promise<UsageError> {
  const folder = dirname(path);
  const names = await namesIn(folder);
  const where = names === undefined ? `, and neither does the directory ${folder}` : '';
  const hint = suggestIn(folder, basename(path), names);
  return new UsageError(`the Dockerfile ${path} does not exist${where}`, hint, { cause });
}

const namesIn = (folder: string): Promise<readonly string[] | undefined> =>
  readdir(folder).catch(() => undefined);

/** A near name in the folder, or one that Dockerfiles usually have. */
function suggestIn(folder: string, name: string, names: readonly string[] = []): string {
  const usual = names.filter((each) => /^(?:docker|container)file$|^dockerfile\.|\.dockerfile$/i.test(each));
  const found = nearest(name, usual) ?? nearest(name, names) ?? usual[0];
  return found === undefined
    ? 'give the path of a Dockerfile with `--file`'
    : `did you mean \`${join(folder, found)}\`?`;
}
