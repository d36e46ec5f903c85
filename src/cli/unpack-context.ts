// A context that comes as an archive: its contents onto the disk by tar, what else it says of each file by its headers.
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ArchivedFacts, readArchivedFacts } from '../context/archived-facts.js';
import { decodeArchive } from '../docker/archive/decode-archive.js';
import { type Compression, compressionOf, decompressors } from '../engine/copy/detect-archive.js';
import type { FileEntries } from '../engine/file-entry.js';
import { UsageError } from '../messages/errors.js';
import { plainBytes } from '../report/checkpoints-text.js';

export const isArchive = (bytes: Buffer): boolean =>
  compressionOf(bytes) !== 'none' || bytes.subarray(257, 262).toString('latin1') === 'ustar';

/** Each takes memory for its facts, and an inode of the disk. */
const mostFiles = 1_000_000;
/** Of what is free where the context is unpacked: the rest is for others. */
const shareOfDisk = 0.9;

/**
 * Rejects with a UsageError for an archive that is damaged, or holds more than there is room for, and where a program is
 * missing that it takes.
 */
export async function unpackContext(
  content: AsyncIterable<Uint8Array>,
  compression: Compression,
  folder: string,
  most = mostFiles,
): Promise<ArchivedFacts> {
  const { bavail, bsize } = await statfs(folder);
  const bounded = upTo(bavail * bsize * shareOfDisk, decompress(content, compression));
  const tar = startTar(folder);
  const unpacked = finish(tar, 'a context is unpacked by tar');
  const entries = decodeArchive(passTo(tar.stdin, completed(bounded)));
  const facts = readArchivedFacts(countFiles(entries, most));
  const outcomes = await Promise.allSettled([facts, unpacked]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw refuseArchive(outcome.reason);
  await makeReadable(folder, await facts);
  return facts;
}

/** What an archive lets nobody read, an ordinary user could not copy; its mode is known from the archive. */
async function makeReadable(folder: string, facts: ArchivedFacts): Promise<void> {
  for (const [path, { mode }] of facts) {
    const place = join(folder, path);
    if ((mode & 0o400) === 0 && !(await lstat(place)).isSymbolicLink()) await chmod(place, mode | 0o700);
  }
}

/** Owners are changed by no one here: who may not, could not, and the headers tell them. */
const startTar = (folder: string): ChildProcessByStdio<Writable, null, Readable> =>
  spawn('tar', ['-x', '-p', '-o', '-f', '-', '-C', folder], { stdio: ['pipe', 'ignore', 'pipe'] });

/** What goes through is written to `input` as well, as long as that reads: tar stops at the archive's end. */
async function* passTo(
  input: Writable,
  archive: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const closed = new Promise((resolve) => input.once('close', resolve));
  // When tar ends early, what it says is more than that it does not read on.
  input.on('error', () => undefined);
  try {
    for await (const chunk of archive) {
      if (input.writable && !input.write(chunk))
        await Promise.race([closed, new Promise((resolve) => input.once('drain', resolve))]);
      yield chunk;
    }
  } finally {
    input.end();
  }
}

function refuseArchive(reason: unknown): UsageError {
  if (reason instanceof UsageError) return reason;
  const text = reason instanceof Error ? reason.message : String(reason);
  return new UsageError(`the context cannot be unpacked: ${text}`, undefined, {
    cause: reason,
  });
}

/** Archives need not have the two empty blocks at their end. */
async function* completed(archive: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  yield* archive;
  yield Buffer.alloc(1024);
}

async function* upTo(
  most: number,
  archive: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of archive) {
    bytes += chunk.length;
    if (bytes > most) throw tooMuch(`${plainBytes(most)}, which is what the disk has room for`);
    yield chunk;
  }
}

async function* countFiles(entries: FileEntries, most: number): FileEntries {
  let files = 0;
  for await (const entry of entries) {
    files += 1;
    if (files > most) throw tooMuch(`${String(most)} files`);
    yield entry;
  }
}

const tooMuch = (limit: string): UsageError =>
  new UsageError(`the context holds more than ${limit}`, 'give a folder as the context');

function decompress(content: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array> {
  if (compression === 'none') return content;
  return decompressors[compression]?.(content) ?? decompressBy(compression, content);
}

/** By the program that tar would call. */
async function* decompressBy(
  compression: Compression,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const program = spawn(compression, ['-d', '-c'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const finished = finish(program, `a context compressed by ${compression} is unpacked by ${compression}`);
  finished.catch(() => undefined);
  program.stdin.on('error', () => undefined);
  // It may end before its input does: what it says then tells more.
  pipeline(Readable.from(content, { objectMode: false }), program.stdin, () => undefined);
  for await (const chunk of program.stdout) yield chunk as Buffer;
  await finished;
}

async function finish(program: ChildProcess, purpose: string): Promise<void> {
  const complaint = program.stderr === null ? undefined : buffer(program.stderr);
  const [status] = await (once(program, 'close') as Promise<[number]>).catch((cause: unknown) => {
    throw new UsageError(`${purpose}, which is not there`, undefined, { cause });
  });
  if (status === 0) return;
  const reason = (await complaint)?.toString().trim().split('\n')[0] ?? '';
  throw new UsageError(`the context cannot be unpacked: ${reason}`);
}
