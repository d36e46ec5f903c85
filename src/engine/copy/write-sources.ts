// The sources of a COPY or ADD, one after the other, onto a container's files.
import type { FileEntries } from '../file-entry.js';
import { layOutAsBefore23 } from './copy-before-23.js';
import { detectArchive, type Compression } from './detect-archive.js';
import { explainRefusal } from './explain-refusal.js';
import { findExisting } from './find-existing.js';
import type { Place } from './find-place.js';
import { type Changes, layOut, type ReadableSource } from './lay-out.js';
import { placeSources } from './place-sources.js';
import { unpackSource } from './unpack-source.js';
import type { WriteTarget } from './write-target.js';

export interface WriteOptions {
  /** The destination has a slash at its end. */
  readonly asFolder: boolean;
  readonly changes: Changes;
  /** See `copiesAsBefore23`. */
  readonly asBefore23?: boolean | undefined;
  readonly target: WriteTarget;
}

/** As few requests as the archives between the sources allow. */
export async function writeSources(
  sources: readonly ReadableSource[],
  destination: Place,
  options: WriteOptions,
): Promise<void> {
  let place = destination;
  let waiting: ReadableSource[] = [];
  for (const source of sources) {
    const archive =
      source.unpacks === true ? await detectArchive(source, options.target.decompress) : undefined;
    if (archive === undefined) {
      waiting.push(source);
      continue;
    }
    place = await writeFiles(waiting, place, options);
    waiting = [];
    place = await addArchive(source, archive, place, options);
  }
  await writeFiles(waiting, place, options);
}

/** Gives what the destination is then. */
async function writeFiles(
  sources: readonly ReadableSource[],
  destination: Place,
  { asFolder, changes, target, asBefore23 }: WriteOptions,
): Promise<Place> {
  if (sources.length === 0) return destination;
  const placed = placeSources(sources, destination, asFolder);
  const existing = await findExisting(placed.placements, target.findFolder);
  const entries = (): FileEntries => {
    const laidOut = layOut(placed.placements, changes, existing);
    return asBefore23 === true ? layOutAsBefore23(laidOut, placed.placements, changes) : laidOut;
  };
  try {
    await target.write(entries());
  } catch (error) {
    throw await explainRefusal(error, entries(), target.look);
  }
  return placed.destination;
}

async function addArchive(
  source: ReadableSource,
  archive: Compression,
  destination: Place,
  options: WriteOptions,
): Promise<Place> {
  await unpackSource(source, archive, { ...options, destination });
  return { path: destination.path, existing: destination.path, type: 'directory' };
}
