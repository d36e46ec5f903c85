/** The first `length` bytes; fewer of what is shorter, or fails in a way that `isDamage` knows. */
export async function readHead(
  content: AsyncIterable<Uint8Array>,
  length: number,
  isDamage: (error: unknown) => boolean = () => false,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  try {
    for await (const chunk of content) {
      chunks.push(chunk);
      read += chunk.length;
      if (read >= length) break;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return Buffer.concat(chunks).subarray(0, length);
}
