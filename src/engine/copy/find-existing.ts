import type { FileEntry } from '../file-entry.js';
import { joinPath } from '../../plan/sources/source-path.js';
import type { ReadableSource } from './lay-out.js';
import type { Placement } from './place-sources.js';

/** What an existing folder of the container is, as an entry; undefined where there is none. */
export type FindFolder = (path: string) => Promise<FileEntry | undefined>;

/** By absolute path. */
export type ExistingFolders = ReadonlyMap<string, FileEntry>;

/**
 * The folders that keep what they are when the sources are laid out over them. They are looked for before: while
 * entries are written into a container, the engine answers no other question about it.
 */
export async function findExisting(
  placements: readonly Placement<ReadableSource>[],
  findFolder: FindFolder,
): Promise<ExistingFolders> {
  const existing = new Map<string, FileEntry>();
  for await (const path of pathsAskedFor(placements)) {
    const folder = existing.has(path) ? undefined : await findFolder(path);
    if (folder !== undefined) existing.set(path, folder);
  }
  return existing;
}

async function* pathsAskedFor(placements: readonly Placement<ReadableSource>[]): AsyncIterable<string> {
  for (const { source, path: top } of placements) {
    if (source.isFiltered !== true) continue;
    for await (const { path, isOnTheWay } of source.entries())
      if (isOnTheWay === true) yield `/${joinPath(top.slice(1), path)}`;
  }
  const last = placements.at(-1);
  if (last?.merges === true && last.path !== '/' && !isMade(placements, last.path)) yield last.path;
}

/** True if one of the sources makes the folder. */
export const isMade = (placements: readonly Placement<ReadableSource>[], path: string): boolean =>
  placements.some((each) => each.folders.includes(path) || (each.path === path && !each.merges));
