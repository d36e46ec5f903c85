import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import pLimit from 'p-limit';
import type { ContentMemory } from './content-memory.js';
import { versionOf } from './file-version.js';
import { readContent } from './read-content.js';

/** SHA-256 (hex) of a file's content; at once where it is remembered, as that is asked for every file of a context. */
export type HashFile = (file: string, stats: Stats) => string | Promise<string>;

/** Files read at once; more than this many threads of Node's pool never pay. */
const concurrency = 16;

export interface HashMemory {
  /** Hashes of earlier runs, by version. */
  readonly known: () => Promise<ReadonlyMap<string, string>>;
  /** Those that this run came upon and that may be remembered. */
  readonly met: Map<string, string>;
}

/** Remembers the hash of each version of a file, in `memory` beyond its own life; what it has read goes to `contents`. */
export function createHashFile(memory: Partial<HashMemory> = {}, contents?: ContentMemory): HashFile {
  const met = memory.met ?? new Map<string, string>();
  const takeTurn = pLimit(concurrency);
  let known: ReadonlyMap<string, string> | undefined;
  const recall = (version: string): string | undefined => {
    const remembered = met.get(version) ?? known?.get(version);
    if (remembered !== undefined) met.set(version, remembered);
    return remembered;
  };
  const read = async (file: string, stats: Stats, version: string): Promise<string> => {
    known ??= (await memory.known?.()) ?? new Map();
    const remembered = recall(version);
    if (remembered !== undefined) return remembered;
    // A file that was written a moment ago can be written again without a trace in its times.
    const isSettled = Date.now() - stats.ctimeMs > settlingMilliseconds;
    const hash = await takeTurn(() => hashContent(file, stats, contents));
    if (isSettled) met.set(version, hash);
    return hash;
  };
  return (file, stats) => {
    const version = versionOf(stats);
    return recall(version) ?? read(file, stats, version);
  };
}

/** Coarser than the clock of any file system in use. */
const settlingMilliseconds = 2000;

async function hashContent(file: string, stats: Stats, contents?: ContentMemory): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readContent(file, stats.size)) {
    hash.update(chunk);
    if (chunk.length === stats.size) contents?.keep(stats, chunk);
  }
  return hash.digest('hex');
}
