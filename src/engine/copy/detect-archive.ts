// ADD tells archives by their content, never by their name.
import { pipeline, Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { EngineError } from '../../messages/errors.js';
import { blockBytes, isArchiveHeader } from './archive-header.js';
import { headOfBzip2, headOfXz } from './compressed-head.js';
import { decompressZstd } from './decompress-zstd.js';
import type { ReadableSource } from './lay-out.js';
import { readHead } from './read-head.js';

/** How an archive is compressed. */
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** Undefined for a source that ADD copies as it is. `elsewhere` decompresses what cannot be here. */
export async function detectArchive(
  source: ReadableSource,
  elsewhere: Decompress,
): Promise<Compression | undefined> {
  if (source.type !== 'file') return undefined;
  const compression = compressionOf(await readHead(contentOf(source), blockBytes));
  const head = await headOf(source, compression, elsewhere);
  return isArchiveHeader(head) ? compression : undefined;
}

/** The first block of what a content stands for, or less. */
async function headOf(
  source: ReadableSource,
  compression: Compression,
  elsewhere: Decompress,
): Promise<Buffer> {
  const content = contentOf(source);
  if (compression === 'none') return readHead(content, blockBytes);
  if (compression === 'bzip2') return headOfBzip2(content, blockBytes);
  const decompress = decompressors[compression];
  if (decompress !== undefined) return readHead(decompress(content), blockBytes, isDamage);
  const head = await headOfXz(content, blockBytes);
  return head ?? readHead(elsewhere(contentOf(source)), blockBytes, isRefusal);
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

/** Node's decompressors have their own codes: Z_DATA_ERROR, Z_BUF_ERROR, ZSTD_error_…. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ZSTD_/.test(String(error.code));

/** The engine finds no archive. */
const isRefusal = (error: unknown): boolean => error instanceof EngineError && error.failure === 'refused';
