import { createHash, type Hash } from 'node:crypto';
import { baseName, joinPath } from '../plan/sources/source-path.js';
import type { ContextMatch, DiskEntry } from './disk-entry.js';
import type { OnEntry } from '../engine/ports.js';
import type { HashFile } from './hash-file.js';

/** Entries whose hashes may be on their way before the walk waits. */
const window = 256;

export interface DigestRequest {
  readonly hashFile: HashFile;
  /** Told of each entry: its path in the context, and all of it that the digest takes in. */
  readonly onEntry?: OnEntry | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * SHA-256 (hex) over all that can change what a COPY of these matches makes. Times cannot: BuildKit takes a file that
 * only its time tells from an earlier one for the same file.
 */
export async function digestMatches(
  matches: readonly ContextMatch[],
  { hashFile, onEntry, signal }: DigestRequest,
): Promise<string> {
  const hash = createHash('sha256');
  for (const match of matches) {
    hash.update(JSON.stringify([baseName(match.path), match.type]));
    const note: OnEntry | undefined =
      onEntry &&
      ((path, line) => {
        onEntry(joinPath(match.path, path), line);
      });
    const pending: (Described | Promise<Described>)[] = [];
    for await (const batch of match.batches()) {
      signal?.throwIfAborted();
      for (const entry of batch) {
        const content = entry.type === 'file' && entry.size > 0 ? hashFile(entry.file, entry.stats) : '';
        pending.push(typeof content === 'string' ? describe(entry, content) : describeLater(entry, content));
      }
      if (pending.length >= window) await settle(hash, pending.splice(0, pending.length - window / 2), note);
    }
    await settle(hash, pending, note);
  }
  return hash.digest('hex');
}

interface Described {
  readonly path: string;
  readonly line: string;
}

async function settle(
  hash: Hash,
  pending: readonly (Described | Promise<Described>)[],
  note?: OnEntry,
): Promise<void> {
  await Promise.all(pending.filter((each) => each instanceof Promise));
  let lines = '';
  for (const each of pending) {
    // Most have been there from the beginning.
    const { path, line } = each instanceof Promise ? await each : each;
    lines += line;
    note?.(path, line);
  }
  hash.update(lines);
}

const describeLater = async (entry: DiskEntry, content: Promise<string>): Promise<Described> =>
  describe(entry, await content);

function describe(entry: DiskEntry, content: string): Described {
  const { path, type, mode, target, device, uid, gid, attributes } = entry;
  // Only an archive tells them: a line is the same where its file comes from a folder.
  const facts = uid !== 0 || gid !== 0 || attributes !== undefined ? [uid, gid, attributes ?? ''] : [];
  return { path, line: JSON.stringify([path, type, mode, target ?? '', content, device ?? '', ...facts]) };
}
