import { maximumBytes, openBytes, tooLarge } from '../context/read-dockerfile.js';

/** A Dockerfile from standard input, refused as one from disk would be. */
export async function readStandardInput(input: AsyncIterable<Uint8Array | string>): Promise<string> {
  const path = 'standard input';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maximumBytes) throw tooLarge(path, size);
    chunks.push(bytes);
  }
  return openBytes(Buffer.concat(chunks), path).text;
}
