// ADD of a local archive: what it holds goes into the destination, which is a folder then.
import { EngineError } from '../../messages/errors.js';
import type { FileEntries } from '../file-entry.js';
import { changeOwners } from './change-owners.js';
import { contentOf, decompressors, type Decompress, type Compression } from './detect-archive.js';
import type { Place } from './find-place.js';
import { type Changes, folderEntry, type ReadableSource } from './lay-out.js';
import { missingFolders, refuseFolder } from './place-sources.js';
import { refuseCopy } from './refuse-copy.js';
import type { WriteTarget } from './write-target.js';

export interface UnpackOptions {
  readonly destination: Place;
  readonly changes: Changes;
  readonly target: Pick<WriteTarget, 'write' | 'unpack' | 'decompress'>;
}

/** The folder is made in any case. */
export async function unpackSource(
  source: ReadableSource,
  compression: Compression,
  { destination, changes, target }: UnpackOptions,
): Promise<void> {
  if (destination.type === 'file' || destination.type === 'blocked') throw refuseFolder(destination);
  const folders = missingFolders(destination, true);
  // The archive's own modes count, so --chmod does not, not even for these.
  const made = { owner: changes.owner, now: changes.now };
  if (folders.length > 0) await target.write(folderEntries(folders, made));
  try {
    const content = archiveOf(source, compression, changes.owner, target.decompress);
    await target.unpack(destination.path, content);
  } catch (error) {
    throw error instanceof EngineError && error.failure === 'refused'
      ? cannotUnpack(source.name, error)
      : error;
  }
}

function archiveOf(
  source: ReadableSource,
  compression: Compression,
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

// eslint-disable-next-line @typescript-eslint/require-await -- a few entries, as an asynchronous sequence
async function* folderEntries(folders: readonly string[], changes: Changes): FileEntries {
  for (const folder of folders) yield folderEntry(folder, changes);
}
