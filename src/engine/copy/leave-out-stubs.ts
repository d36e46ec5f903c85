// What the engine lays over every container's files when it creates it, for its own mounts. In a container that
// COPY --from reads, they are not the image's, and hide what the image has in their place.
import { posix } from 'node:path';
import type { FileEntries, FileEntry } from '../file-entry.js';
import type { ContainerFiles } from './container-files.js';
import type { Place } from './find-place.js';
import { joinPath } from '../../plan/sources/source-path.js';

const marker = '.dockerenv';
const files = [marker, 'dev/console', 'etc/hostname', 'etc/hosts', 'etc/resolv.conf'];
const folders = ['dev/pts', 'dev/shm', 'proc', 'sys'];
const mountTable = 'etc/mtab';
const all = [...files, ...folders, mountTable];

/** The files of a container that was never started, as its image has them. */
export function leaveOutStubs(container: ContainerFiles): Pick<ContainerFiles, 'find' | 'read'> {
  let created: Promise<number> | undefined;
  async function* read(path: string): FileEntries {
    const top = path.slice(1);
    if (!mayHoldStubs(top)) {
      yield* container.read(path);
      return;
    }
    created ??= findCreation(container);
    const moment = await created;
    for await (const entry of container.read(path)) {
      if (!isStub(entry, joinPath(top, entry.path), moment)) yield entry;
    }
  }
  const find = async (path: string): Promise<Place> => {
    const place = await container.find(path);
    if (!all.includes(place.path.slice(1)) || (await hasEntries(read(place.path)))) return place;
    return { path: place.path, type: 'missing', existing: posix.dirname(place.path) };
  };
  return { find, read };
}

/** Whether something of the engine's may be at the path or below it. */
const mayHoldStubs = (path: string): boolean =>
  path === '' || all.some((stub) => stub === path || stub.startsWith(`${path}/`));

/** When the engine made its files, in milliseconds since 1970; NaN where it makes none. */
async function findCreation(container: ContainerFiles): Promise<number> {
  if ((await container.find(`/${marker}`)).type !== 'file') return NaN;
  for await (const entry of container.read(`/${marker}`)) return entry.modified;
  return NaN;
}

async function hasEntries(entries: FileEntries): Promise<boolean> {
  for await (const entry of entries) return entry.path === '';
  return false;
}

/** All of them are made within a moment; archives round times to seconds. */
const momentMilliseconds = 2000;

/** A folder of these names can be the image's own: then it is older. */
function isStub(entry: FileEntry, path: string, created: number): boolean {
  const { type, mode, size, target } = entry;
  if (!(Math.abs(entry.modified - created) <= momentMilliseconds)) return false;
  if (files.includes(path)) return type === 'file' && size === 0 && mode === 0o755;
  if (folders.includes(path)) return type === 'directory' && mode === 0o755;
  return path === mountTable && type === 'link' && target === '/proc/mounts';
}
