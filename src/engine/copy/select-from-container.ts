// COPY --from: sources in a container of a stage or an image, matched as in the build context.
import { posix } from 'node:path';
import type { FileEntries, SourceMatch } from '../file-entry.js';
import type { ContainerFiles } from './container-files.js';
import { explainMissing } from './explain-missing.js';
import { filterEntries } from './filter-entries.js';
import { leaveOutStubs } from './leave-out-stubs.js';
import type { Place } from './find-place.js';
import { compilePathPattern } from '../../plan/sources/compile-path-pattern.js';
import { malformedPattern } from '../../plan/sources/malformed-pattern.js';
import { selectionOf, type SourceFlags } from '../../plan/sources/source-selection.js';
import { cleanSource, joinPath, splitWildcards } from '../../plan/sources/source-path.js';

/**
 * The container has never been started. `origin` is how an error names where it looked: `stage build`, `image alpine:3`.
 */
export async function selectFromContainer(
  container: ContainerFiles,
  sources: readonly string[],
  origin: string,
  flags: SourceFlags = {},
): Promise<readonly SourceMatch[]> {
  const files = leaveOutStubs(container);
  const matches: SourceMatch[] = [];
  const findOne = async (source: string, path: string): Promise<Place> => {
    const place = await files.find(`/${path}`);
    if (place.type === 'missing' || place.type === 'blocked')
      throw await explainMissing(files, { source, path, place, origin });
    return place;
  };
  for (const written of sources) {
    const { source, selection, required } = selectionOf(written, flags);
    if (required !== undefined) await findOne(written, cleanSource(required));
    const { base, pattern } = splitWildcards(cleanSource(source));
    const wildcard = pattern !== undefined;
    const paths = wildcard ? await expandWildcards(files, { source, base, pattern, origin }) : [base];
    for (const path of paths) {
      const { path: top, type } = await findOne(source, path);
      const reopen = (name: string): FileEntries => files.read(posix.join(top, name));
      const entries = (): FileEntries => filterEntries(files.read(top), selection, reopen);
      matches.push({ source: written, wildcard, path, type: type === 'directory' ? type : 'file', entries });
    }
  }
  return matches;
}

/** Without a listing in the port, names come with all contents; those are read and dropped. */
async function expandWildcards(
  files: Pick<ContainerFiles, 'find' | 'read'>,
  { source, base, pattern, origin }: { source: string; base: string; pattern: string; origin: string },
): Promise<readonly string[]> {
  const expression = compilePathPattern(pattern);
  if (expression === undefined) throw malformedPattern(source);
  const start = await files.find(`/${base}`);
  if (start.type === 'missing' || start.type === 'blocked')
    throw await explainMissing(files, { source, path: base, place: start, origin });
  if (start.type === 'file') return [];
  const found: string[] = [];
  let taken: string | undefined;
  for await (const { path, type } of files.read(start.path)) {
    // A folder that matches is taken whole: what lies below it is not asked.
    if (path === '' || (taken !== undefined && path.startsWith(`${taken}/`))) continue;
    if (!expression.test(path)) continue;
    found.push(joinPath(base, path));
    taken = type === 'directory' ? path : undefined;
  }
  return found;
}
