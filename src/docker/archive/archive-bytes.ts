import { blockBytes } from './header-block.js';
import type { FileEntries } from '../../engine/file-entry.js';
import { paddingOf } from './decode-archive.js';
import { countHeaderBytes } from './encode-archive.js';

/** Of the archive that encodeArchive makes of the entries; no content is read. */
export async function countArchiveBytes(entries: FileEntries): Promise<number> {
  let bytes = 2 * blockBytes;
  for await (const entry of entries) {
    if (entry.path === '' && entry.type === 'directory') continue;
    bytes += countHeaderBytes(entry);
    if (entry.type === 'file') bytes += entry.size + paddingOf(entry.size);
  }
  return bytes;
}
