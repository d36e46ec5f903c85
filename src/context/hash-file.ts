import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import pLimit from 'p-limit';
import type { ContentMemory } from './content-memory.js';
import { createFileHashes, type FileHashes } from './file-hashes.js';
import { readContent } from './read-content.js';

/** SHA-256 (hex) of a file's content; at once where it is remembered, as that is asked for every file of a context. */
export type HashFile = (file: string, stats: Stats) => string | Promise<string>;

/** Files read at once; more than this many threads of Node's pool never pay. */
const concurrency = 16;

/**
 * Remembers the hash of each version of a file, and those that earlier runs have left, which are asked for when the first
 * file is; what it has read goes to `contents`.
 */
export function createHashFile(
  openHashes: () => Promise<FileHashes> = () => Promise.resolve(createFileHashes()),
  contents?: ContentMemory,
): HashFile {
  const takeTurn = pLimit(concurrency);
  let hashes: FileHashes | undefined;
  let opening: Promise<FileHashes> | undefined;
  const read = async (file: string, stats: Stats): Promise<string> => {
    const opened = (hashes = await (opening ??= openHashes()));
    const remembered = opened.find(stats);
    if (remembered !== undefined) return remembered;
    // A file that was written a moment ago can be written again without a trace in its times.
    const isSettled = Date.now() - stats.ctimeMs > settlingMilliseconds;
    const hash = await takeTurn(() => hashContent(file, stats, contents));
    if (isSettled) opened.keep(stats, hash);
    return hash;
  };
  return (file, stats) => hashes?.find(stats) ?? read(file, stats);
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
