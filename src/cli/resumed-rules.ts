// What docker build reads beside a resumed Dockerfile: it looks for ignore rules under the name of the file it builds.
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isGone } from '../context/file-failure.js';
import type { LocalContext } from '../context/open-context.js';
import { UsageError } from '../messages/errors.js';
import { literalPattern } from '../plan/ignore/literal-pattern.js';
import { unsaved } from './save-file.js';

export interface ResumedRules {
  /** What is to stand beside the resumed file; undefined where the build finds the original's rules without it. */
  readonly file?: { readonly path: string; readonly bytes: Uint8Array };
  /** Where both files lie in the context, relative to its root; empty outside of it. */
  readonly inContext: readonly string[];
}

/**
 * The rules of the original for the file `output`, so that its build sees the same context: neither what they hide nor
 * what refrom has written. Rejects with a UsageError, also for a file with rules that is the user's.
 */
export async function resumedRules(
  context: Pick<LocalContext, 'root' | 'readIgnoreFile'>,
  original: string,
  output: string,
): Promise<ResumedRules> {
  if (resolve(output) === resolve(original)) return { inContext: [] };
  const path = `${output}.dockerignore`;
  const inContext = await placesIn(context.root, [output, path]);
  const rules = await context.readIgnoreFile();
  const before = await readBefore(path);
  if (before === undefined && inContext.length === 0 && rules?.isOwn !== true) return { inContext };
  if (before !== undefined && !before.includes(mark))
    throw new UsageError(`${path} is there, and refrom has not written it`, 'name another place with -o');
  const ofOriginal = rules?.bytes ?? Buffer.alloc(0);
  const bytes = Buffer.concat([ofOriginal, Buffer.from(lastLines(ofOriginal, inContext))]);
  return { file: { path, bytes }, inContext };
}

/** By which refrom knows its own file. */
const mark = '# refrom: above, the rules of the original; below, what refrom has written\n';

/** The last rule that matches wins. */
function lastLines(before: Buffer, hidden: readonly string[]): string {
  const isOpen = before.length > 0 && before.at(-1) !== 0x0a;
  return `${isOpen ? '\n' : ''}${mark}${hidden.map((place) => `${literalPattern(place)}\n`).join('')}`;
}

async function placesIn(root: string, files: readonly string[]): Promise<readonly string[]> {
  const places: string[] = [];
  for (const file of files) {
    const folder = await realpath(dirname(file)).catch((error: unknown) => {
      throw unsaved(file, error);
    });
    const place = relative(root, join(folder, basename(file)));
    if (place !== '..' && !place.startsWith(`..${sep}`) && !isAbsolute(place)) places.push(place);
  }
  return places;
}

const readBefore = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw unsaved(path, error);
  });
