import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isGone, unreadable } from './file-failure.js';
import { type IgnoreRules, readIgnoreRules } from '../plan/ignore/ignore-rules.js';

export interface IgnoreFile {
  /** As shown to the user. */
  readonly name: string;
  readonly bytes: Buffer;
  /** It is the Dockerfile's, and not the context's. */
  readonly isOwn: boolean;
}

/**
 * The one ignore file that counts: the Dockerfile's own beside it, else the context's. Undefined where neither exists.
 * An empty file of the Dockerfile's own still keeps the context's out.
 */
export async function findIgnoreFile(
  root: string,
  dockerfile: string | undefined,
): Promise<IgnoreFile | undefined> {
  const own =
    dockerfile === undefined ? undefined : await readIgnoreFile(`${resolve(dockerfile)}.dockerignore`, true);
  return own ?? (await readIgnoreFile(join(root, '.dockerignore'), false));
}

/** The rules of this file. */
export async function findIgnoreRules(
  root: string,
  dockerfile: string | undefined,
): Promise<IgnoreRules | undefined> {
  const file = await findIgnoreFile(root, dockerfile);
  return file === undefined ? undefined : readIgnoreRules(file.name, file.bytes.toString('utf8'));
}

async function readIgnoreFile(file: string, isOwn: boolean): Promise<IgnoreFile | undefined> {
  try {
    return { name: basename(file), bytes: await readFile(file), isOwn };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw unreadable(`the ignore file ${file}`, error);
  }
}
