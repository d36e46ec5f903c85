// What a layer holds that a COPY makes by itself: its own entries, and the folders above them, which an image's layer
// must have again as they are.
import { posix } from 'node:path';
import type { FileEntries } from '../file-entry.js';
import { findExisting, type FindFolder } from './find-existing.js';
import { type Changes, layOut, type ReadableSource } from './lay-out.js';
import type { Place } from './find-place.js';
import type { Placement } from './place-sources.js';

/** `destination` is what was there before: missing, or an empty folder. Paths are relative to the root. */
export async function* layerEntries(
  placements: readonly Placement<ReadableSource>[],
  { existing }: Place,
  changes: Changes,
  findFolder: FindFolder,
): FileEntries {
  const last = placements.at(-1);
  const isGivenAgain = last?.source.type === 'directory' && last.merges && last.path === existing;
  for (const path of foldersTo(existing)) {
    const folder = await findFolder(path);
    if (folder === undefined || (path === existing && isGivenAgain)) continue;
    // What is put into a folder touches it.
    const modified = path === existing ? changes.now : folder.modified;
    yield { ...folder, path: path.slice(1), modified };
  }
  yield* layOut(placements, changes, await findExisting(placements, findFolder));
}

/** Outermost first, without the root, which is in no layer. */
function foldersTo(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path; folder !== '/'; folder = posix.dirname(folder)) folders.unshift(folder);
  return folders;
}
