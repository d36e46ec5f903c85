// --exclude and --parents over the entries of a container, which come as one stream.
import { createPathFilter, type Selection } from '../../plan/ignore/path-filter.js';
import type { FileEntries, FileEntry } from '../file-entry.js';

/** `reopen` reads the one file at a path as if it were the only name of it. */
export async function* filterEntries(
  entries: FileEntries,
  selection: Selection,
  reopen: (path: string) => FileEntries,
): FileEntries {
  const filter = createPathFilter<FileEntry>(selection);
  /** Files by their first names; of one that was left out, the name that now stands for it. */
  const names = new Map<string, string>();
  for await (const entry of entries) {
    if (filter === undefined || entry.path === '') {
      yield entry;
      continue;
    }
    for (const { item, isOnTheWay } of filter(entry.path, entry.type === 'directory', entry)) {
      if (isOnTheWay) yield { ...item, isOnTheWay };
      else yield* giveName(item, names, reopen);
    }
  }
}

async function* giveName(
  entry: FileEntry,
  names: Map<string, string>,
  reopen: (path: string) => FileEntries,
): FileEntries {
  if (entry.type !== 'hardlink' || entry.target === undefined) {
    if (entry.type === 'file') names.set(entry.path, entry.path);
    yield entry;
    return;
  }
  const target = names.get(entry.target);
  if (target !== undefined) {
    yield { ...entry, target };
    return;
  }
  names.set(entry.target, entry.path);
  for await (const file of reopen(entry.path)) yield { ...file, path: entry.path };
}
