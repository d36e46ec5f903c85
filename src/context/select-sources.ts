import { compilePathPattern } from '../plan/sources/compile-path-pattern.js';
import { cleanSource, joinPath, splitWildcards } from '../plan/sources/source-path.js';
import { malformedPattern } from '../plan/sources/malformed-pattern.js';
import { type ContextView, onDisk } from './context-view.js';
import { explainMissing } from './explain-missing.js';
import { type ContextMatch, type DiskEntry, diskEntryOf, type SeenFiles } from './disk-entry.js';
import { type Followed, followLinks } from './follow-links.js';
import { arrivesEmpty, decidePath } from '../plan/ignore/ignore-decision.js';
import { isVisible } from './visibility.js';
import { type WalkedEntry, walkContext } from './walk-context.js';

/** The matches of one source, in the order of their names. */
export async function selectSource(
  view: ContextView,
  source: string,
  signal?: AbortSignal,
): Promise<readonly ContextMatch[]> {
  const { base, pattern } = splitWildcards(cleanSource(source));
  const wildcard = pattern !== undefined;
  const paths = wildcard ? await expandWildcards(view, { source, base, pattern, signal }) : [base];
  const matches: ContextMatch[] = [];
  for (const path of paths) {
    const followed = await followLinks(view, path);
    if (!(await isVisible(view, followed, signal))) {
      throw await explainMissing(view, { source, path, isMatch: wildcard, followed });
    }
    matches.push(matchOf(view, { source, wildcard, path }, followed));
  }
  return matches;
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

function matchOf(
  view: ContextView,
  match: { source: string; wildcard: boolean; path: string },
  followed: Followed,
): ContextMatch {
  const type = followed.stats?.isDirectory() === true ? 'directory' : 'file';
  return { ...match, type, entries: () => readEntries(view, followed) };
}

async function* readEntries(view: ContextView, { path: top, stats }: Followed): AsyncIterable<DiskEntry> {
  if (stats === undefined) return;
  const seen: SeenFiles = new Map();
  const toEntry = ({ path, stats, decision }: WalkedEntry): Promise<DiskEntry> => {
    const isEmpty = arrivesEmpty(view.rules, path, decision);
    return diskEntryOf(pathBelow(top, path), { file: onDisk(view, path), stats, isEmpty }, seen);
  };
  yield await toEntry({ path: top, stats, decision: decidePath(view.rules, top) });
  if (!stats.isDirectory()) return;
  for await (const entry of walkContext(view, top)) yield await toEntry(entry);
}

const pathBelow = (top: string, path: string): string =>
  path === top ? '' : path.slice(top === '' ? 0 : top.length + 1);
