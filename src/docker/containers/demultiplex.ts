// The engine sends both outputs of a command over one connection, in frames: one byte for the stream, three unused,
// four for the length (big-endian), then the bytes. (Engine API, "Attach to a container", stream format.)

export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly chunk: Uint8Array;
}

const headerBytes = 8;

/** Passes parts of frames on as they come, so that it never holds more than the chunk it was given. */
export async function* demultiplex(source: AsyncIterable<Buffer>): AsyncGenerator<OutputChunk> {
  let header = Buffer.alloc(0);
  let stream: OutputChunk['stream'] = 'stdout';
  let missing = 0;
  for await (const chunk of source) {
    let rest = chunk;
    while (rest.length > 0) {
      if (missing === 0) {
        const wanted = headerBytes - header.length;
        header = Buffer.concat([header, rest.subarray(0, wanted)]);
        rest = rest.subarray(wanted);
        if (header.length < headerBytes) break;
        stream = header[0] === 2 ? 'stderr' : 'stdout';
        missing = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      } else {
        const payload = rest.subarray(0, missing);
        rest = rest.subarray(missing);
        missing -= payload.length;
        yield { stream, chunk: payload };
      }
    }
  }
}
