/** A source that fails in the middle of a request ends the connection; what it failed of is known here. */
export function rememberFailure(chunks: AsyncIterable<Uint8Array>): {
  chunks: AsyncIterable<Uint8Array>;
  failure: () => unknown;
} {
  let failure: unknown;
  async function* pass(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return { chunks: pass(), failure: () => failure };
}
