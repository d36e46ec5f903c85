// The first bytes of what Node has no decompressor for: whether an archive lies behind them.
import { readHead } from './read-head.js';

/** So much of bzip2 has the first block in it, whatever it is of: 900 KB at most, and a hundredth more. */
const blockOfBzip2 = 1_000_000;
/** Behind the four bytes that say what follows, in bits. */
const firstBlock = 32;

/** The first `length` bytes of the first block; nothing where it is damaged or there is none. */
export async function headOfBzip2(content: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  const compressed = await readHead(content, blockOfBzip2);
  const { default: bzip2 } = await import('seek-bzip');
  try {
    return Buffer.from(bzip2.decodeBlock(compressed, firstBlock).subarray(0, length));
  } catch {
    return Buffer.alloc(0);
  }
}

/** The first `length` bytes, fewer where it is damaged; undefined of a form that takes another decompressor. */
export async function headOfXz(
  content: AsyncIterable<Uint8Array>,
  length: number,
): Promise<Buffer | undefined> {
  const { default: xz } = await import('xz-decompress');
  const stream = new xz.XzReadableStream(ReadableStream.from(content));
  let status = 0;
  const head = await readHead(stream, length, (error) => {
    status = statusOf(error);
    return status > 0;
  });
  return unknownForms.includes(status) ? undefined : head;
}

/** XZ_MEMLIMIT_ERROR and XZ_OPTIONS_ERROR of xz-embedded: a large dictionary, a filter, a kind of checksum. */
const unknownForms: readonly number[] = [4, 6];

/** Of the decompressor; 0 for any other error. */
const statusOf = (error: unknown): number =>
  error instanceof Error ? Number(/error code (\d+)/.exec(error.message)?.[1] ?? 0) : 0;
