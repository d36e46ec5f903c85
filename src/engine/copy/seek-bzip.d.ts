// What is used of it; it brings no types of its own.
declare module 'seek-bzip' {
  /** The block that begins at this bit. Throws a TypeError where it is damaged. */
  export function decodeBlock(input: Uint8Array, bit: number): Uint8Array;
}
