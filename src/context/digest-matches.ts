import { createHash, type Hash } from 'node:crypto';
import pLimit from 'p-limit';
import { baseName } from '../plan/sources/source-path.js';
import type { ContextMatch, DiskEntry } from './disk-entry.js';
import type { HashFile } from './hash-file.js';

/** Files read at once; more than this many threads of Node's pool never pay. */
const concurrency = 16;
/** Entries whose hashes may be on their way before the walk waits. */
const window = 256;

/**
 * SHA-256 (hex) over all that can change what a COPY of these matches makes. Times cannot: BuildKit takes a file that
 * only its time tells from an earlier one for the same file.
 */
export async function digestMatches(
  matches: readonly ContextMatch[],
  hashFile: HashFile,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const limit = pLimit(concurrency);
  for (const match of matches) {
    hash.update(JSON.stringify([baseName(match.path), match.type]));
    const pending: Promise<string>[] = [];
    for await (const entry of match.entries()) {
      signal?.throwIfAborted();
      pending.push(limit(() => describeEntry(entry, hashFile)));
      if (pending.length >= window) await settle(hash, pending.splice(0, window / 2));
    }
    await settle(hash, pending);
  }
  return hash.digest('hex');
}

async function settle(hash: Hash, lines: readonly Promise<string>[]): Promise<void> {
  for (const line of await Promise.all(lines)) hash.update(line);
}

async function describeEntry(entry: DiskEntry, hashFile: HashFile): Promise<string> {
  const content = entry.type === 'file' && entry.size > 0 ? await hashFile(entry.file, entry.stats) : '';
  const { path, type, mode, target, device } = entry;
  return JSON.stringify([path, type, mode, target ?? '', content, device ?? '']);
}
