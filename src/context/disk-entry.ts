import type { Stats } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { decodeText } from '../syntax/text-bytes.js';
import { readNothing } from './read-nothing.js';
import type { FileEntry, SourceMatch } from '../engine/file-entry.js';
import type { FileFacts } from './archived-facts.js';
import type { ContentMemory } from './content-memory.js';
import { readContent } from './read-content.js';

/** An entry that knows where it comes from. */
export interface DiskEntry extends FileEntry {
  readonly file: string;
  readonly stats: Stats;
}

export interface ContextMatch extends SourceMatch {
  entries(): AsyncIterable<DiskEntry>;
  /** The same, many at a time. */
  batches(): AsyncIterable<readonly DiskEntry[]>;
}

/** Of one sequence: the path of the first entry for each file that has several names. */
export type SeenFiles = Map<string, string>;

export interface DiskFile {
  readonly file: string;
  readonly stats: Stats;
  /** Its content is not sent, see `arrivesEmpty`. */
  readonly isEmpty: boolean;
  /** Where something else than the disk knows them. */
  readonly facts?: FileFacts | undefined;
  readonly contents?: ContentMemory | undefined;
}

/** A file on disk as an entry named `path`. It belongs to root, as everything of a folder does, without other facts. */
export function diskEntryOf(path: string, disk: DiskFile, seen: SeenFiles): DiskEntry | Promise<DiskEntry> {
  const { stats, isEmpty } = disk;
  if (stats.isDirectory()) return entryOf(path, disk, { type: 'directory' });
  if (stats.isSymbolicLink()) return linkEntry(path, disk);
  // BuildKit sends a socket as a file, and finds nothing to read in it.
  if (stats.isSocket()) return entryOf(path, disk, { type: 'file' });
  if (!stats.isFile()) return entryOf(path, disk, { type: 'other', ...deviceOf(stats) });
  const first = firstName(path, stats, seen);
  if (first !== undefined) return entryOf(path, disk, { type: 'hardlink', target: first });
  if (isEmpty) return entryOf(path, disk, { type: 'file' });
  return entryOf(path, disk, { type: 'file', size: stats.size, read: () => readFile(disk) });
}

/** What was read when the file was hashed is what it was when its step's key was made. */
async function* readFile({ file, stats, contents }: DiskFile): AsyncGenerator<Uint8Array, void, undefined> {
  const content = contents?.take(stats);
  if (content === undefined) yield* readContent(file, stats.size);
  else yield content;
}

const linkEntry = async (path: string, disk: DiskFile): Promise<DiskEntry> =>
  entryOf(path, disk, { type: 'link', target: decodeText(await readlink(disk.file, 'buffer')) });

type Kind = Pick<DiskEntry, 'type' | 'target' | 'device'> & Partial<Pick<DiskEntry, 'size' | 'read'>>;

/** Field by field: this is made for every file of a context, and spreading takes as long as the look at the disk. */
const entryOf = (path: string, { file, stats, facts }: DiskFile, kind: Kind): DiskEntry => ({
  path,
  type: kind.type,
  mode: facts?.mode ?? stats.mode & 0o7777,
  uid: facts?.uid ?? 0,
  gid: facts?.gid ?? 0,
  modified: facts?.modified ?? stats.mtimeMs,
  size: kind.size ?? 0,
  ...(kind.target === undefined ? undefined : { target: kind.target }),
  ...(kind.device === undefined ? undefined : { device: kind.device }),
  ...(facts?.attributes === undefined ? undefined : { attributes: facts.attributes }),
  read: kind.read ?? readNothing,
  file,
  stats,
});

/** The earlier path of the same file; else remembers this one. */
function firstName(path: string, { nlink, dev, ino }: Stats, seen: SeenFiles): string | undefined {
  if (nlink < 2) return undefined;
  const identity = `${dev}:${ino}`;
  const first = seen.get(identity);
  if (first === undefined) seen.set(identity, path);
  return first;
}

function deviceOf(stats: Stats): Pick<FileEntry, 'device'> {
  if (stats.isFIFO()) return { device: { kind: 'pipe', major: 0, minor: 0 } };
  if (!stats.isCharacterDevice() && !stats.isBlockDevice()) return {};
  const kind = stats.isBlockDevice() ? 'block' : 'character';
  // Linux's layout of device numbers.
  const major = (stats.rdev >>> 8) & 0xfff;
  const minor = (stats.rdev & 0xff) | ((stats.rdev >>> 12) & 0xfff00);
  return { device: { kind, major, minor } };
}
