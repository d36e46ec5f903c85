import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readContent } from './read-content.js';

/** SHA-256 (hex) of a file's content. */
export type HashFile = (file: string, stats: Stats) => Promise<string>;

export interface HashMemory {
  /** Hashes of earlier runs, by version. */
  readonly known: () => Promise<ReadonlyMap<string, string>>;
  /** Those that this run came upon and that may be remembered. */
  readonly met: Map<string, string>;
}

/** Remembers the hash of each version of a file, in `memory` beyond its own life. */
export function createHashFile(memory: Partial<HashMemory> = {}): HashFile {
  const met = memory.met ?? new Map<string, string>();
  let known: Promise<ReadonlyMap<string, string>> | undefined;
  return async (file, stats) => {
    const version = versionOf(stats);
    known ??= memory.known?.() ?? Promise.resolve(new Map());
    const remembered = met.get(version) ?? (await known).get(version);
    const hash = remembered ?? (await hashContent(file, stats.size));
    // A file that was written a moment ago can be written again without a trace in its times.
    const isSettled = Date.now() - stats.ctimeMs > settlingMilliseconds;
    if (remembered !== undefined || isSettled) met.set(version, hash);
    return hash;
  };
}

/** Coarser than the clock of any file system in use. */
const settlingMilliseconds = 2000;

/** The change time is there for programs that set modification times back. */
const versionOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string =>
  `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}`;

async function hashContent(file: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readContent(file, size)) hash.update(chunk);
  return hash.digest('hex');
}
