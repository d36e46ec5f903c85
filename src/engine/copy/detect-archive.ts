// ADD tells archives by their content, never by their name.
import { pipeline, Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { blockBytes, isArchiveHeader } from './archive-header.js';
import { decompressZstd } from './decompress-zstd.js';
import type { ReadableSource } from './lay-out.js';

/** How an archive is compressed. */
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

export interface DetectedArchive {
  readonly compression: Compression;
  /** False where nobody here can look inside: compressed like an archive, and maybe none. */
  readonly isCertain: boolean;
}

/** Undefined for a source that ADD copies as it is. */
export async function detectArchive(source: ReadableSource): Promise<DetectedArchive | undefined> {
  if (source.type !== 'file') return undefined;
  const head = await readHead(contentOf(source), blockBytes);
  const compression = compressionOf(head);
  const decompress = decompressors[compression];
  if (compression !== 'none' && decompress === undefined) return { compression, isCertain: false };
  const first = decompress === undefined ? head : await readHead(decompress(contentOf(source)), blockBytes);
  return isArchiveHeader(first) ? { compression, isCertain: true } : undefined;
}

/** The content of a source that is a file; nothing of a device or a pipe. */
export async function* contentOf(source: ReadableSource): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const entry of source.entries()) {
    if (entry.type === 'file') yield* entry.read();
    return;
  }
}

export type Decompress = (content: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

const through =
  (create: () => Transform): Decompress =>
  (content) => {
    const transform = create();
    // What goes wrong, on either side, comes out of the transform; who stops reading early stops the source.
    pipeline(Readable.from(content, { objectMode: false }), transform, () => undefined);
    return transform;
  };

/** Node has it since 22.15. */
const zstd = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;

/** Node has neither bzip2 nor xz. */
export const decompressors: Readonly<Partial<Record<Compression, Decompress>>> = {
  gzip: through(() => zlib.createGunzip()),
  zstd: zstd === undefined ? decompressZstd : through(zstd),
};

const magics: readonly (readonly [Compression, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

export function compressionOf(head: Buffer): Compression {
  for (const [compression, magic] of magics) {
    if (head.subarray(0, magic.length).equals(Buffer.from(magic))) return compression;
  }
  // A frame that zstd skips: sixteen magic numbers, and a length behind them.
  return head.length >= 8 && head.readUInt32LE(0) >>> 4 === 0x184d2a5 ? 'zstd' : 'none';
}

/** The first `length` bytes, fewer of a shorter or a damaged content. */
async function readHead(content: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  try {
    for await (const chunk of content) {
      chunks.push(chunk);
      read += chunk.length;
      if (read >= length) break;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

/** Node's decompressors have their own codes: Z_DATA_ERROR, Z_BUF_ERROR, ZSTD_error_…. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ZSTD_/.test(String(error.code));
