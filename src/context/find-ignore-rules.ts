import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isGone, unreadable } from './file-failure.js';
import { type IgnoreRules, readIgnoreRules } from '../plan/ignore/ignore-rules.js';

/**
 * The rules of the one ignore file that counts: the Dockerfile's own beside it, else the context's. Undefined where
 * neither exists. An empty file of the Dockerfile's own still keeps the context's out.
 */
export async function findIgnoreRules(
  root: string,
  dockerfile: string | undefined,
): Promise<IgnoreRules | undefined> {
  const own = dockerfile === undefined ? undefined : await readRules(`${resolve(dockerfile)}.dockerignore`);
  return own ?? (await readRules(join(root, '.dockerignore')));
}

async function readRules(file: string): Promise<IgnoreRules | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isGone(error)) return undefined;
    throw unreadable(`the ignore file ${file}`, error);
  }
  return readIgnoreRules(basename(file), text);
}
