// The archive that the engine makes of an image (`docker save`): its layers come in any order, and what says which they
// are comes last.
import type { IncomingMessage } from 'node:http';
import { addAbortSignal, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FileEntries, FileEntry } from '../../../engine/file-entry.js';
import { EngineError } from '../../../messages/errors.js';
import { createByteReader, type ByteReader } from '../../archive/byte-reader.js';
import { decodeArchive } from '../../archive/decode-archive.js';
import { blockBytes } from '../../archive/header-block.js';
import type { Connection } from '../../connection.js';

export const operation = 'join the layers';

/** The archive's entries. */
export async function* readImage(
  { docker, call, stream }: Connection,
  image: string,
  signal: AbortSignal | undefined,
): FileEntries {
  const answer: unknown = await call(operation, signal, () => docker.getImage(image).get());
  const archive = answer as IncomingMessage;
  if (signal) addAbortSignal(signal, archive);
  yield* stream(operation, signal, decodeArchive(archive));
}

export type ImagePart =
  /** A layer, unpacked; to be read before the next part is asked for. */
  | { readonly type: 'layer'; readonly entries: FileEntries }
  | { readonly type: 'document'; readonly text: string };

/** Longer ones are none that is looked for here. */
const documentLimit = 16 << 20;

/** Older engines say in names what a file is, and all that is not a layer is small; newer ones call all of them blobs. */
export async function openPart(file: FileEntry): Promise<ImagePart> {
  const reader = createByteReader(file.read());
  const head = await reader.read(blockBytes);
  const content = prepend(head, reader);
  if (head[0] === 0x1f && head[1] === 0x8b) return { type: 'layer', entries: decodeArchive(gunzip(content)) };
  if (head.subarray(0, 4).equals(zstandard)) throw unknownCompression(file.path);
  if (isArchive(head)) return { type: 'layer', entries: decodeArchive(content) };
  const pieces: Uint8Array[] = [];
  if (file.size <= documentLimit) for await (const piece of content) pieces.push(piece);
  return { type: 'document', text: Buffer.concat(pieces).toString() };
}

/** How what is compressed with zstd begins. */
const zstandard = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** A header has this mark; an archive of nothing is zeros. */
const isArchive = (head: Buffer): boolean =>
  head.length === blockBytes &&
  (head.toString('latin1', 257, 262) === 'ustar' || head.every((byte) => byte === 0));

async function* prepend(head: Buffer, rest: ByteReader): AsyncGenerator<Buffer> {
  yield head;
  yield* rest.stream(Infinity);
}

/** What the source fails of, the result fails of. */
function gunzip(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(Readable.from(source, { objectMode: false }), createGunzip(), () => undefined);
}

function unknownCompression(path: string): EngineError {
  const message = `cannot ${operation}: ${path} is compressed with zstd, which refrom does not read`;
  return new EngineError(operation, 'refused', message, {
    hint: 'name a higher image with --from, so that this layer stays as it is',
  });
}
