// Contents that were read for their hashes, for the COPY that reads them next: opening a small file costs far more than
// holding it.
import type { Stats } from 'node:fs';
import { versionOf } from './file-version.js';

export interface ContentMemory {
  /** Does nothing where there is no room for it. */
  keep(stats: Stats, content: Uint8Array): void;
  /** Of this version of the file, and only once: its room is free again. */
  take(stats: Stats): Uint8Array | undefined;
}

/** Bytes; as much as thousands of source files hold. */
const room = 16 << 20;

export function createContentMemory(capacity = room): ContentMemory {
  const contents = new Map<string, Uint8Array>();
  let held = 0;
  return {
    keep: (stats, content) => {
      const version = versionOf(stats);
      // A file that was just written can be written again without a trace in its times: what was hashed last counts.
      const former = contents.get(version)?.length ?? 0;
      if (held - former + content.length > capacity) return;
      contents.set(version, content);
      held += content.length - former;
    },
    take: (stats) => {
      const version = versionOf(stats);
      const content = contents.get(version);
      if (content === undefined) return undefined;
      contents.delete(version);
      held -= content.length;
      return content;
    },
  };
}
