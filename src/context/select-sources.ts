import { compilePathPattern } from '../plan/sources/compile-path-pattern.js';
import { cleanSource, joinPath, splitWildcards } from '../plan/sources/source-path.js';
import { malformedPattern } from '../plan/sources/malformed-pattern.js';
import { selectionOf, type SourceFlags } from '../plan/sources/source-selection.js';
import type { ContextView } from './context-view.js';
import { explainMissing } from './explain-missing.js';
import type { ContextMatch } from './disk-entry.js';
import { followLinks } from './follow-links.js';
import { pathBelow, readBatches, readEntries } from './read-entries.js';
import { isVisible } from './visibility.js';
import { walkContext } from './walk-context.js';

/** The matches of one source, in the order of their names. */
export async function selectSource(
  view: ContextView,
  written: string,
  flags: SourceFlags,
  signal?: AbortSignal,
): Promise<readonly ContextMatch[]> {
  const { source, selection, required } = selectionOf(written, flags);
  if (required !== undefined) await requirePath(view, written, cleanSource(required), signal);
  const { base, pattern } = splitWildcards(cleanSource(source));
  const wildcard = pattern !== undefined;
  const paths = wildcard ? await expandWildcards(view, { source, base, pattern, signal }) : [base];
  const matches: ContextMatch[] = [];
  for (const path of paths) {
    const followed = await followLinks(view, path);
    if (!(await isVisible(view, followed, signal))) {
      throw await explainMissing(view, { source, path, isMatch: wildcard, followed });
    }
    const type = followed.stats?.isDirectory() === true ? 'directory' : 'file';
    matches.push({
      source: written,
      wildcard,
      path,
      type,
      entries: () => readEntries(view, followed, selection),
      batches: () => readBatches(view, followed, selection),
    });
  }
  return matches;
}

async function requirePath(
  view: ContextView,
  source: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const followed = await followLinks(view, path);
  if (await isVisible(view, followed, signal)) return;
  throw await explainMissing(view, { source, path, isMatch: false, followed });
}

interface Wildcards {
  readonly source: string;
  readonly base: string;
  readonly pattern: string;
  readonly signal: AbortSignal | undefined;
}

async function expandWildcards(view: ContextView, wildcards: Wildcards): Promise<readonly string[]> {
  const { source, base, pattern, signal } = wildcards;
  const expression = compilePathPattern(pattern);
  if (expression === undefined) throw malformedPattern(source);
  const start = await followLinks(view, base);
  if (!(await isVisible(view, start, signal)))
    throw await explainMissing(view, { source, path: base, isMatch: false, followed: start });
  if (start.stats?.isDirectory() !== true) return [];
  const below = (path: string): string => pathBelow(start.path, path);
  const depth = pattern.includes('[') ? Infinity : pattern.split('/').length;
  const found: string[] = [];
  let taken: string | undefined;
  // A folder that matches is taken whole: what lies below it is not asked.
  const isTaken = (path: string): boolean => taken !== undefined && path.startsWith(`${taken}/`);
  const descend = (path: string): boolean => path !== taken && below(path).split('/').length < depth;
  for await (const { path, stats } of walkContext(view, start.path, { signal, descend })) {
    if (isTaken(path) || !expression.test(below(path))) continue;
    if (stats.isDirectory()) taken = path;
    found.push(joinPath(base, below(path)));
  }
  return found;
}
