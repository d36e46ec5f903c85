import { closeSync, createReadStream, open, readSync } from 'node:fs';
import { UsageError } from '../messages/errors.js';
import { unreadable } from './file-failure.js';

/** Up to this size a file is read at once: a stream takes several times as long. */
const wholeBytes = 64 * 1024;
const pieceBytes = 256 * 1024;

/** Exactly `size` bytes, for an archive has announced them: a file that grows meanwhile is cut. */
export async function* readContent(file: string, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  if (size === 0) return;
  let missing = size;
  try {
    for await (const chunk of size <= wholeBytes ? readWhole(file, size) : readInPieces(file, size)) {
      missing -= chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw unreadable(`the file ${file} of the build context`, error);
  }
  if (missing > 0) {
    throw new UsageError(`the file ${file} of the build context changed while it was read`, 'run it again');
  }
}

const readInPieces = (file: string, size: number): AsyncIterable<Uint8Array> =>
  createReadStream(file, { start: 0, end: size - 1, highWaterMark: pieceBytes });

/** Only the opening is waited for: that is where the path is walked, and a short read is cheaper than its callback. */
async function* readWhole(file: string, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  yield await new Promise<Buffer>((resolve, reject) => {
    open(file, (failure, descriptor) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      try {
        const buffer = Buffer.allocUnsafe(size);
        resolve(buffer.subarray(0, readSync(descriptor, buffer, 0, size, 0)));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        closeSync(descriptor);
      }
    });
  });
}
