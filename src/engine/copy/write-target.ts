import type { FileEntries } from '../file-entry.js';
import type { Decompress } from './detect-archive.js';
import type { Look } from './find-place.js';
import type { FindFolder } from './find-existing.js';

/** The files of a container, as far as COPY and ADD change them. */
export interface WriteTarget {
  /** Paths of entries are relative to the container's root. */
  write(entries: FileEntries): Promise<void>;
  unpack(path: string, archive: AsyncIterable<Uint8Array>): Promise<void>;
  /** Of an archive that refrom cannot read by itself; fails as `unpack` does for what is none. */
  readonly decompress: Decompress;
  readonly look: Look;
  readonly findFolder: FindFolder;
}
