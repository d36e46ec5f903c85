import { Readable } from 'node:stream';
import type { FileEntries, FileEntry } from '../../../engine/file-entry.js';
import { countArchiveBytes } from '../../archive/archive-bytes.js';
import { encodeArchive } from '../../archive/encode-archive.js';

export interface MeasuredLayer {
  readonly count: number;
  /** Of its archive. */
  readonly bytes: number;
  /** The archive, each time it is asked for. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** Looks at all entries, and reads none. */
export async function measureLayer(entries: () => FileEntries): Promise<MeasuredLayer> {
  let count = 0;
  const held: FileEntry[] = [];
  async function* findAll(): FileEntries {
    for await (const entry of entries()) {
      count += 1;
      if (count <= heldEntries) held.push(entry);
      yield entry;
    }
  }
  const bytes = await countArchiveBytes(findAll());
  return { count, bytes, read: () => encodeArchive(count > heldEntries ? entries() : Readable.from(held)) };
}

/** To look at 10,000 files a second time takes a tenth of what the engine takes for them; more than these are not held. */
const heldEntries = 20_000;
