// The entries of placed sources, with the paths, owners and modes they get in the container.
import { readNothing } from './read-nothing.js';
import { joinPath } from '../../plan/sources/source-path.js';
import type { FileEntries, FileEntry } from '../file-entry.js';
import type { CopySource, Placement } from './place-sources.js';

export interface ReadableSource extends CopySource {
  /** Itself first (path ''), then everything below it. */
  entries(): FileEntries;
}

/** What --chown and --chmod change, and the time of folders that nobody gave. */
export interface Changes {
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode?: number | undefined;
  readonly now: number;
}

/** Relative to the container's root; nothing for folders that exist and keep what they are. */
export async function* layOut(
  placements: readonly Placement<ReadableSource>[],
  changes: Changes,
): FileEntries {
  for (const placement of placements) {
    for (const folder of placement.folders) yield folderEntry(folder, changes);
    yield* layOutSource(placement, changes);
  }
}

async function* layOutSource(placement: Placement<ReadableSource>, changes: Changes): FileEntries {
  const { source, merges } = placement;
  const top = placement.path.slice(1);
  for await (const entry of source.entries()) {
    const isTop = entry.path === '';
    if (isTop && merges) continue;
    if (isTop && entry.type === 'directory') {
      yield { ...folderEntry(placement.path, changes), modified: entry.modified };
      continue;
    }
    yield changeEntry({ ...entry, path: joinPath(top, entry.path), ...movedTarget(top, entry) }, changes);
  }
}

const movedTarget = (top: string, { type, target }: FileEntry): { target?: string } =>
  type === 'hardlink' && target !== undefined ? { target: joinPath(top, target) } : {};

function changeEntry(entry: FileEntry, { owner, mode }: Changes): FileEntry {
  const changedMode = mode === undefined || entry.type === 'link' ? entry.mode : mode;
  return { ...entry, ...owner, mode: changedMode };
}

/**
 * A folder that COPY makes on the way has the permissions of --chmod, without its special bits. Up to June 2026
 * BuildKit took from them what the engine's umask forbids.
 */
export function folderEntry(path: string, { owner, mode, now }: Changes): FileEntry {
  return {
    ...{
      path: path.slice(1),
      type: 'directory',
      mode: (mode ?? 0o755) & 0o777 & ~engineUmask,
      size: 0,
      modified: now,
    },
    ...(owner ?? { uid: 0, gid: 0 }),
    read: readNothing,
  };
}

/** dockerd sets it, whatever it was started with. */
const engineUmask = 0o022;
