// Which Dockerfile to look at, and which build context it stands in: nothing of an engine.
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { findIgnoreRules } from '../context/find-ignore-rules.js';
import { judgeIgnoredPaths } from '../context/ignored-paths.js';
import { openContext } from '../context/open-context.js';
import { readDockerfile } from '../context/read-dockerfile.js';
import { readStandardInput } from './read-standard-input.js';

export interface CheckedFile {
  /** As shown to the user. */
  readonly path: string;
  readonly text: string;
  readonly isIgnored?: (path: string) => boolean;
}

/**
 * `place` is a Dockerfile, `-`, or a directory: the build context, with its Dockerfile. With `--file` it is the context,
 * as for docker build. A Dockerfile alone stands in its own folder; standard input alone has no context.
 */
export async function openCheckedFile(
  place: string | undefined,
  file: string | undefined,
): Promise<CheckedFile> {
  const isFolder = place !== undefined && place !== '-' && (await isDirectory(place));
  const path = file ?? (isFolder ? join(place, 'Dockerfile') : (place ?? 'Dockerfile'));
  const text = path === '-' ? await readStandardInput(process.stdin) : (await readDockerfile(path)).text;
  const context = file !== undefined || isFolder ? (place ?? '.') : path === '-' ? undefined : dirname(path);
  const shown = path === '-' ? 'Dockerfile' : path;
  if (context === undefined || context === '-') return { path: shown, text };
  const { root } = await openContext(context);
  const rules = await findIgnoreRules(root, path === '-' ? undefined : path);
  const isIgnored = judgeIgnoredPaths(rules);
  return { path: shown, text, ...(isIgnored === undefined ? {} : { isIgnored }) };
}

const isDirectory = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;
