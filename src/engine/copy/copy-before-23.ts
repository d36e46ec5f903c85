import { posix } from 'node:path';
import type { EngineDescription } from '../ports.js';
import type { FileEntries, FileEntry } from '../file-entry.js';
import type { Changes, ReadableSource } from './lay-out.js';
import type { Placement } from './place-sources.js';

/** The version of the API that came with Docker 23.0, whose BuildKit is the first to copy the times of folders. */
const firstMinorVersion = 42;

export const copiesAsBefore23 = ({ apiVersion }: Pick<EngineDescription, 'apiVersion'>): boolean =>
  Number(apiVersion.split('.')[1]) < firstMinorVersion;

/**
 * What the `docker build` of Docker 20.10 makes of these entries: a folder that something is put into has the time of
 * the COPY, those that it makes by itself have that too and mode 0755 whatever --chmod says, and --chmod gives no
 * special bits.
 */
export async function* layOutAsBefore23(
  entries: FileEntries,
  placements: readonly Placement<ReadableSource>[],
  changes: Changes,
): FileEntries {
  const made = new Set(placements.flatMap(madeFor));
  const filled = new Set<string>();
  /** What is in a folder follows it. */
  let folder: FileEntry | undefined;
  for await (const entry of entries) {
    filled.add(posix.dirname(entry.path));
    if (folder !== undefined) yield withTime(folder, filled, changes.now);
    const changed = made.has(`/${entry.path}`)
      ? { ...entry, mode: 0o755, modified: changes.now }
      : withoutSpecialBits(entry, changes);
    folder = entry.type === 'directory' ? changed : undefined;
    if (folder === undefined) yield changed;
  }
  if (folder !== undefined) yield withTime(folder, filled, changes.now);
}

/** Folders whose time and mode are nobody's but the builder's. */
function madeFor({ folders, path, source, merges }: Placement<ReadableSource>): readonly string[] {
  const isMade = source.type === 'directory' && !merges && source.givesMode !== true;
  return isMade ? [...folders, path] : folders;
}

function withTime(folder: FileEntry, filled: ReadonlySet<string>, now: number): FileEntry {
  return filled.has(folder.path) ? { ...folder, modified: now } : folder;
}

/** Only what --chmod has given. */
function withoutSpecialBits(entry: FileEntry, { mode }: Changes): FileEntry {
  return entry.mode === mode ? { ...entry, mode: mode & 0o777 } : entry;
}
