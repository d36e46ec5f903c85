// Where each source of a COPY lands. Pure: from what the destination was before, and what the sources are.
import { posix } from 'node:path';
import type { Place } from './find-place.js';
import { refuseCopy } from './refuse-copy.js';

export interface CopySource {
  /** In a destination folder: the last part of the source's path, before links were followed. */
  readonly name: string;
  readonly type: 'file' | 'directory';
}

export interface Placement<Source extends CopySource> {
  readonly source: Source;
  /** Absolute: where the source itself lands. */
  readonly path: string;
  /** Folders to make for it before, outermost first. */
  readonly folders: readonly string[];
  /** For a folder: true if its destination exists, and keeps its mode and owner. */
  readonly merges: boolean;
}

export interface Placements<Source extends CopySource> {
  readonly placements: readonly Placement<Source>[];
  /** What the destination is after all of them. */
  readonly destination: Place;
}

/**
 * Sources one after the other, each on what those before it made: a file takes the destination's name, unless that
 * is a folder; a folder gives its content to it. `asFolder` is the destination's trailing slash.
 */
export function placeSources<Source extends CopySource>(
  sources: readonly Source[],
  before: Place,
  asFolder: boolean,
): Placements<Source> {
  const placements: Placement<Source>[] = [];
  let destination = before;
  for (const source of sources) {
    const placement = placeSource(source, destination, asFolder);
    placements.push(placement);
    const isFile = placement.path === destination.path && source.type === 'file';
    destination = { path: destination.path, existing: destination.path, type: isFile ? 'file' : 'directory' };
  }
  return { placements, destination };
}

function placeSource<Source extends CopySource>(
  source: Source,
  destination: Place,
  asFolder: boolean,
): Placement<Source> {
  const { path, type } = destination;
  if (type === 'blocked' || (type === 'file' && asFolder)) throw refuseFolder(destination);
  const isFolder = type === 'directory' || asFolder;
  if (source.type === 'directory') {
    if (type === 'file')
      throw refuseCopy(`cannot copy the directory "${source.name}" to ${path}, which is a file`);
    return { source, path, folders: missingFolders(destination, false), merges: type === 'directory' };
  }
  const landing = isFolder ? posix.join(path, source.name) : path;
  return { source, path: landing, folders: missingFolders(destination, isFolder), merges: false };
}

/** The folders between what exists and the destination, and with `all` the destination as well. */
export function missingFolders({ path, existing }: Place, all: boolean): readonly string[] {
  const folders: string[] = [];
  for (let folder = all ? path : posix.dirname(path); folder.length > existing.length;) {
    folders.unshift(folder);
    folder = posix.dirname(folder);
  }
  return folders;
}

export function refuseFolder({ path, existing, type }: Place): Error {
  const obstacle = type === 'blocked' ? existing : path;
  return refuseCopy(
    `cannot make the directory ${path}: ${obstacle} is a file`,
    `copy to another path, or remove ${obstacle} in an instruction before`,
  );
}
