// The entries of placed sources, with the paths, owners and modes they get in the container.
import { posix } from 'node:path';
import type { CopyAction } from '../../plan/action.js';
import { applyMode } from './apply-mode.js';
import { isMade, type ExistingFolders } from './find-existing.js';
import { readNothing } from './read-nothing.js';
import { joinPath } from '../../plan/sources/source-path.js';
import type { FileEntries, FileEntry } from '../file-entry.js';
import type { CopySource, Placement } from './place-sources.js';

export interface ReadableSource extends CopySource {
  /** ADD: an archive is unpacked. */
  readonly unpacks?: boolean;
  /** A folder that gives a new destination its mode as well. */
  readonly givesMode?: boolean;
  /** --parents or --exclude: some folders may come only for what is below them. */
  readonly isFiltered?: boolean;
  /** Itself first (path ''), then everything below it. */
  entries(): FileEntries;
}

/** What --chown and --chmod change, and the time of folders that nobody gave. */
export interface Changes {
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode?: number | undefined;
  readonly modeChanges?: CopyAction['modeChanges'];
  readonly now: number;
}

/** Relative to the container's root; nothing for folders that exist and keep what they are. */
export async function* layOut(
  placements: readonly Placement<ReadableSource>[],
  changes: Changes,
  existing: ExistingFolders,
): FileEntries {
  for (const placement of placements) {
    for (const folder of placement.folders) yield folderEntry(folder, changes);
    yield* layOutSource(placement, changes, existing);
    // The last source gives an existing destination its time; what comes before it touches the folder again.
    if (placement === placements.at(-1)) yield* layOutTime(placements, placement, changes, existing);
  }
}

async function* layOutSource(
  placement: Placement<ReadableSource>,
  changes: Changes,
  existing: ExistingFolders,
): FileEntries {
  const { source, merges } = placement;
  const top = placement.path.slice(1);
  for await (const entry of source.entries()) {
    const isTop = entry.path === '';
    if (isTop && merges) continue;
    if (isTop && entry.type === 'directory' && source.givesMode !== true) {
      yield { ...folderEntry(placement.path, changes), modified: entry.modified };
      continue;
    }
    const path = joinPath(top, entry.path);
    if (entry.isOnTheWay === true) {
      const folder = existing.get(`/${path}`);
      const made = folder === undefined ? changeEntry(entry, changes) : { ...folder, mode: entry.mode };
      yield { ...made, path, modified: changes.now };
    } else yield changeEntry({ ...entry, path, ...movedTarget(top, entry) }, changes);
  }
}

/** A folder that was there, or that an earlier source has made, takes the time of one that is copied into it. */
async function* layOutTime(
  placements: readonly Placement<ReadableSource>[],
  { source, path, merges }: Placement<ReadableSource>,
  changes: Changes,
  existing: ExistingFolders,
): FileEntries {
  if (source.type === 'file') {
    const folder = posix.dirname(path);
    if (placements.some((each) => each.path === folder && !each.merges)) yield folderEntry(folder, changes);
    return;
  }
  if (!merges || path === '/') return;
  const folder = isMade(placements, path) ? folderEntry(path, changes) : existing.get(path);
  for await (const { modified } of source.entries()) {
    if (folder !== undefined) yield { ...folder, path: path.slice(1), modified };
    return;
  }
}

const movedTarget = (top: string, { type, target }: FileEntry): { target?: string } =>
  type === 'hardlink' && target !== undefined ? { target: joinPath(top, target) } : {};

function changeEntry(entry: FileEntry, { owner, ...changes }: Changes): FileEntry {
  return { ...entry, ...owner, mode: entry.type === 'link' ? entry.mode : changeMode(entry, changes) };
}

function changeMode({ type, mode }: FileEntry, changes: Pick<Changes, 'mode' | 'modeChanges'>): number {
  if (changes.modeChanges === undefined) return changes.mode ?? mode;
  return applyMode(changes.modeChanges, mode, type === 'directory');
}

/**
 * A folder that COPY makes on the way has the permissions of an octal --chmod, without its special bits; symbols
 * change nothing of it. Up to June 2026 BuildKit took from them what the engine's umask forbids.
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
