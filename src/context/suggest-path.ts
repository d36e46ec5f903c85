import { posix } from 'node:path';
import { baseName } from '../plan/sources/source-path.js';
import { nearest } from '../messages/nearest.js';
import type { ContextView } from './context-view.js';
import { walkContext } from './walk-context.js';

/** A suggestion must not take longer than the build it explains. */
const maximumEntries = 20_000;

/**
 * The path of the context that was most likely meant: a near name in the same folder, the same name in another
 * folder, or a near path anywhere. Undefined where nothing is near.
 */
export async function suggestPath(view: ContextView, missing: string): Promise<string | undefined> {
  const paths: string[] = [];
  for await (const { path } of walkContext(view, '')) {
    if (paths.push(path) === maximumEntries) break;
  }
  const name = baseName(missing);
  const folder = posix.dirname(missing);
  const siblings = paths.filter((path) => posix.dirname(path) === folder);
  return (
    nearest(missing, siblings) ??
    shortest(paths.filter((path) => baseName(path) === name)) ??
    nearest(missing, paths)
  );
}

const shortest = (paths: readonly string[]): string | undefined =>
  paths.reduce<string | undefined>(
    (best, path) => (best === undefined || path.length < best.length ? path : best),
    undefined,
  );
