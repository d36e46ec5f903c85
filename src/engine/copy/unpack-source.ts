// ADD of a local archive: what it holds goes into the destination, which is a folder then.
import { EngineError } from '../../messages/errors.js';
import type { FileEntries } from '../file-entry.js';
import { changeOwners } from './change-owners.js';
import { contentOf, decompressors, type Decompress, type DetectedArchive } from './detect-archive.js';
import type { Place } from './find-place.js';
import { type Changes, folderEntry, type ReadableSource } from './lay-out.js';
import { missingFolders, refuseFolder } from './place-sources.js';
import { refuseCopy } from './refuse-copy.js';
import type { WriteTarget } from './write-target.js';

export interface UnpackOptions {
  readonly destination: Place;
  /** The destination has a slash at its end. */
  readonly asFolder: boolean;
  readonly changes: Changes;
  readonly target: Pick<WriteTarget, 'write' | 'unpack' | 'decompress'>;
}

/** False if the source turned out to be no archive, and nothing was unpacked. The folder is made in any case. */
export async function unpackSource(
  source: ReadableSource,
  archive: DetectedArchive,
  { destination, asFolder, changes, target }: UnpackOptions,
): Promise<boolean> {
  if (destination.type === 'file' || destination.type === 'blocked') throw refuseFolder(destination);
  const isTrial = !archive.isCertain && !namesArchive(source.name);
  if (isTrial && destination.type === 'missing' && !asFolder) throw cannotTell(source.name, destination.path);
  const folders = missingFolders(destination, true);
  // The archive's own modes count, so --chmod does not, not even for these.
  const made = { owner: changes.owner, now: changes.now };
  if (folders.length > 0) await target.write(folderEntries(folders, made));
  try {
    await target.unpack(destination.path, archiveOf(source, archive, changes.owner, target.decompress));
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (!isTrial) throw cannotUnpack(source.name, error);
    return false;
  }
}

const isRefusal = (error: unknown): error is EngineError =>
  error instanceof EngineError && error.failure === 'refused';

/** Where nobody could look inside, the name says whether the engine's refusal is an error or the answer. */
const namesArchive = (name: string): boolean => /\.(?:tar\.\w+|t[bxz]\w*)$/i.test(name);

function archiveOf(
  source: ReadableSource,
  { compression }: DetectedArchive,
  owner: Changes['owner'],
  decompressElsewhere: Decompress,
): AsyncIterable<Uint8Array> {
  const content = contentOf(source);
  if (owner === undefined) return content;
  if (compression === 'none') return changeOwners(content, owner);
  const decompress = decompressors[compression] ?? decompressElsewhere;
  return changeOwners(decompress(content), owner);
}

const cannotUnpack = (name: string, cause: EngineError): Error =>
  refuseCopy(
    `the archive "${name}" cannot be unpacked: ${cause.message}`,
    'it is damaged, or it names paths outside of itself; `ADD --unpack=false` copies it as it is',
    cause,
  );

const cannotTell = (name: string, path: string): Error =>
  refuseCopy(
    `ADD cannot tell whether "${name}" is an archive, so neither whether ${path} is to be a directory`,
    `end the destination with a slash for a folder, name the file like an archive, or use COPY`,
  );

// eslint-disable-next-line @typescript-eslint/require-await -- a few entries, as an asynchronous sequence
async function* folderEntries(folders: readonly string[], changes: Changes): FileEntries {
  for (const folder of folders) yield folderEntry(folder, changes);
}
