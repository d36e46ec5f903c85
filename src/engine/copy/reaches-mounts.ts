// In a container that has been started, the engine keeps three files of its own over the image's.
import { posix } from 'node:path';
import { detectArchive } from './detect-archive.js';
import type { Place } from './find-place.js';
import type { ReadableSource } from './lay-out.js';

export const mountedFiles: readonly string[] = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf'];

/** Whether a COPY would write one of them; true as well where only reading a whole archive could tell. */
export async function reachesMounts(
  sources: readonly ReadableSource[],
  { path, type }: Place,
  asFolder: boolean,
): Promise<boolean> {
  if (mountedFiles.includes(path)) return true;
  if (path !== '/' && path !== '/etc') return false;
  for (const source of sources) {
    if (source.unpacks === true && (await detectArchive(source)) !== undefined) return true;
    const landing =
      source.type === 'file' && (asFolder || type === 'directory') ? `${path}/${source.name}` : path;
    for await (const entry of source.entries())
      if (mountedFiles.includes(posix.normalize(`/${landing}/${entry.path}`).replace(/\/$/, ''))) return true;
  }
  return false;
}
