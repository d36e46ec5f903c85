// The entries of one matched source: itself, then everything below it that no rule and no flag leaves out.
import type { Stats } from 'node:fs';
import { createPathFilter, type Passed, type Selection } from '../plan/ignore/path-filter.js';
import { arrivesEmpty, decidePath } from '../plan/ignore/ignore-decision.js';
import type { FileFacts } from './archived-facts.js';
import { type ContextView, onDisk } from './context-view.js';
import { type DiskEntry, diskEntryOf, type SeenFiles } from './disk-entry.js';
import type { Followed } from './follow-links.js';
import { walkBatches, type WalkedEntry } from './walk-context.js';

export async function* readBatches(
  view: ContextView,
  { path: top, stats }: Followed,
  selection: Selection,
): AsyncIterable<readonly DiskEntry[]> {
  if (stats === undefined) return;
  // Hard links are told apart among what is copied: the first name of a file may be left out.
  const seen: SeenFiles = new Map();
  const toEntry = ({ path, stats, decision }: WalkedEntry): DiskEntry | Promise<DiskEntry> => {
    const isEmpty = arrivesEmpty(view.rules, path, decision);
    const facts = factsOf(view, path, stats);
    const disk = { file: onDisk(view, path), stats, isEmpty, facts, contents: view.contents };
    return diskEntryOf(pathBelow(top, path), disk, seen);
  };
  yield [await toEntry({ path: top, stats, decision: decidePath(view.rules, top) })];
  if (!stats.isDirectory()) return;
  const filter = createPathFilter<WalkedEntry>(selection) ?? passAll;
  for await (const batch of walkBatches(view, top)) {
    const passed = batch.flatMap((entry) =>
      filter(pathBelow(top, entry.path), entry.stats.isDirectory(), entry),
    );
    const entries: DiskEntry[] = [];
    for (const { item, isOnTheWay } of passed) {
      const made = toEntry(item);
      const entry = made instanceof Promise ? await made : made;
      entries.push(isOnTheWay ? { ...entry, isOnTheWay } : entry);
    }
    yield entries;
  }
}

export async function* readEntries(...of: Parameters<typeof readBatches>): AsyncIterable<DiskEntry> {
  for await (const batch of readBatches(...of)) yield* batch;
}

/** A folder that an archive names only in the paths of other files is made with this mode, whatever the user's umask. */
function factsOf({ archived }: ContextView, path: string, stats: Stats): FileFacts | undefined {
  if (archived === undefined) return undefined;
  return archived.get(path) ?? { mode: 0o755, uid: 0, gid: 0, modified: stats.mtimeMs };
}

const passAll = (_path: string, _isFolder: boolean, item: WalkedEntry): readonly Passed<WalkedEntry>[] => [
  { item, isOnTheWay: false },
];

export const pathBelow = (top: string, path: string): string =>
  path === top ? '' : path.slice(top === '' ? 0 : top.length + 1);
