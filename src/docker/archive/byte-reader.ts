/** Reads a stream of chunks by lengths, holding no more than one chunk beside what was asked for. */
export interface ByteReader {
  /** Exactly `length` bytes; fewer only at the end of the stream. */
  read(length: number): Promise<Buffer>;
  /** The next `length` bytes, in whatever pieces they come. */
  stream(length: number): AsyncGenerator<Buffer>;
  skip(length: number): Promise<void>;
  /** Tells the source that nobody reads on. */
  close(): Promise<void>;
}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function* stream(length: number): AsyncGenerator<Buffer> {
    let missing = length;
    while (missing > 0) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done) return;
        rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
        continue;
      }
      const piece = rest.subarray(0, missing);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  return {
    stream,
    close: async () => {
      await chunks.return?.();
    },
    skip: async (length) => {
      const pieces = stream(length);
      while (!(await pieces.next()).done);
    },
    read: async (length) => {
      const pieces: Buffer[] = [];
      for await (const piece of stream(length)) pieces.push(piece);
      return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    },
  };
}
