/** The content of what has none. */
// eslint-disable-next-line @typescript-eslint/require-await -- an empty asynchronous sequence
export async function* readNothing(): AsyncGenerator<Uint8Array, void, undefined> {
  yield* [];
}
