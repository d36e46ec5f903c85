import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readContent } from './read-content.js';

/** SHA-256 (hex) of a file's content. */
export type HashFile = (file: string, stats: Stats) => Promise<string>;

/** Remembers the hash of each version of a file for as long as the function lives. */
export function createHashFile(): HashFile {
  const known = new Map<string, string>();
  return async (file, stats) => {
    const version = versionOf(stats);
    const remembered = known.get(version);
    if (remembered !== undefined) return remembered;
    const hash = await hashContent(file, stats.size);
    // A file that was written a moment ago can be written again without a trace in its times.
    if (Date.now() - stats.ctimeMs > settlingMilliseconds) known.set(version, hash);
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
