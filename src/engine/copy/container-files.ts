// What COPY and WORKDIR ask of a container's files, on top of the port.
import type { FileEntries, FileEntry } from '../file-entry.js';
import type { Containers } from '../ports.js';
import type { ReadText } from './find-owner.js';
import type { FindFolder } from './find-existing.js';
import { findPlace, type Look, type Place } from './find-place.js';

export interface ContainerFiles {
  readonly look: Look;
  /** Follows links; undefined where no file lies. */
  readonly readText: ReadText;
  readonly findFolder: FindFolder;
  find(path: string): Promise<Place>;
  /** Of a path without a link at its end. */
  read(path: string): FileEntries;
}

/** Larger files of users and groups are an attack, or damage; BuildKit has the same limit. */
const maximumTextBytes = 10 << 20;

export function filesOf(
  containers: Pick<Containers, 'status' | 'read'>,
  container: string,
  signal?: AbortSignal,
): ContainerFiles {
  const look: Look = (path) => containers.status(container, path, signal);
  const find = (path: string): Promise<Place> => findPlace(look, path);
  async function* read(path: string): FileEntries {
    yield* await containers.read(container, path, signal);
  }
  const readText: ReadText = async (path) => {
    const place = await find(path);
    return place.type === 'file' ? readFirst(read(place.path)) : undefined;
  };
  const findFolder: FindFolder = async (path) =>
    (await look(path))?.type === 'directory' ? firstOf(read(path)) : undefined;
  return { look, find, read, readText, findFolder };
}

async function firstOf(entries: FileEntries): Promise<FileEntry | undefined> {
  for await (const entry of entries) return entry;
  return undefined;
}

async function readFirst(entries: FileEntries): Promise<string | undefined> {
  for await (const entry of entries) {
    if (entry.type !== 'file' || entry.size > maximumTextBytes) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry.read()) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }
  return undefined;
}
