// zstd where Node has none: before 22.15.
import { Decompress } from 'fzstd';

/** A block of four bytes can stand for 128 KB: so many bytes at once never become more than a few tens of megabytes. */
const pieceBytes = 2048;

/** Rejects with an error whose code begins with `ZSTD_`, as Node's own does, for what is damaged. */
export async function* decompressZstd(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const made: Uint8Array[] = [];
  const stream = new Decompress((chunk) => {
    made.push(chunk);
  });
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      push(stream, chunk.subarray(at, at + pieceBytes), false);
      yield* made.splice(0);
    }
  }
  push(stream, new Uint8Array(0), true);
  yield* made.splice(0);
}

function push(stream: Decompress, piece: Uint8Array, isLast: boolean): void {
  try {
    stream.push(piece, isLast);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw Object.assign(new Error(`zstd: ${message}`, { cause }), { code: 'ZSTD_error_data' });
  }
}
