/** Reads chunks by lengths; no more than one chunk is held beside what was asked for. */
export interface ByteSource {
  /** Exactly `length` bytes; fewer only at the end. */
  take(length: number): Promise<Buffer>;
  /** The next `length` bytes in whatever pieces they come; fewer only at the end. */
  pass(length: number): AsyncGenerator<Buffer, void, undefined>;
}

export function byteSourceOf(content: AsyncIterable<Uint8Array>): ByteSource {
  const chunks = content[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function* pass(length: number): AsyncGenerator<Buffer, void, undefined> {
    let missing = length;
    while (missing > 0) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done === true) return;
        rest = Buffer.from(next.value);
      }
      const piece = rest.subarray(0, missing);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  const take = async (length: number): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of pass(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  return { take, pass };
}

/** The first `length` bytes, fewer of what is shorter, and all of it as if nothing had been read. */
export async function peek(
  content: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ head: Buffer; content: AsyncIterable<Uint8Array> }> {
  const source = byteSourceOf(content);
  const head = await source.take(length);
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    yield head;
    yield* source.pass(Infinity);
  }
  return { head, content: all() };
}
