// Text and names of files, which may hold any bytes: what is not UTF-8 survives reading and writing unchanged.
import { isUtf8 } from 'node:buffer';

/**
 * Bytes that are no UTF-8 become lone surrogates, U+DC00 plus the byte, which no valid UTF-8 can give; a byte order
 * mark stays. `encodeText` gives the same bytes back.
 */
export function decodeText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const pieces: string[] = [];
  let valid = 0;
  for (let position = 0; position < bytes.length;) {
    const length = sequenceLength(bytes, position);
    if (length === 0) {
      pieces.push(
        bytes.toString('utf8', valid, position),
        String.fromCharCode(0xdc00 + (bytes[position] ?? 0)),
      );
      valid = position + 1;
    }
    position += Math.max(length, 1);
  }
  return pieces.join('') + bytes.toString('utf8', valid);
}

export function encodeText(text: string): Buffer {
  if (!lonelyByte.test(text)) return Buffer.from(text, 'utf8');
  const pieces = text.split(lonelyByte);
  return Buffer.concat(
    pieces.map((piece, index) => (index % 2 === 0 ? Buffer.from(piece, 'utf8') : byteOf(piece))),
  );
}

/** With the flag, half of a pair does not match. */
const lonelyByte = /([\u{dc80}-\u{dcff}])/u;

const byteOf = (surrogate: string): Buffer => Buffer.from([surrogate.charCodeAt(0) - 0xdc00]);

/** Of the UTF-8 sequence that begins here; 0 for none. */
function sequenceLength(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return start + length <= bytes.length && isUtf8(bytes.subarray(start, start + length)) ? length : 0;
}
