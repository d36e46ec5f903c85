// A file on disk whose name is gone at once, so that nothing of it stays behind, however the program ends.
import { close, open, read, write } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface NamelessFile {
  append(chunk: Uint8Array): Promise<void>;
  /** From the beginning, as often as one likes. */
  read(): AsyncGenerator<Uint8Array, void, undefined>;
  close(): Promise<void>;
}

const pieceBytes = 256 * 1024;

/** It lives until `close`, or the program's end: a bare descriptor, which nobody collects as garbage. */
export async function createNamelessFile(): Promise<NamelessFile> {
  const descriptor = await openWithoutName();
  let end = 0;
  return {
    append: async (chunk) => {
      for (let written = 0; written < chunk.length;) {
        const { bytesWritten } = await promisify(write)(
          descriptor,
          chunk,
          written,
          chunk.length - written,
          end,
        );
        written += bytesWritten;
        end += bytesWritten;
      }
    },
    read: async function* () {
      for (let position = 0; position < end;) {
        const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - position));
        const { bytesRead } = await promisify(read)(descriptor, piece, 0, piece.length, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    },
    close: () => promisify(close)(descriptor),
  };
}

async function openWithoutName(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-url-'));
  try {
    return await promisify(open)(join(folder, 'content'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
