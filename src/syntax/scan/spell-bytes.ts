/** Text with each byte of its UTF-8 as a character of its own, and the offset each came from; at last the end's. */
export interface SpelledBytes {
  readonly text: string;
  readonly origins: readonly number[];
}

/** What Go code sees that goes through a string byte by byte and takes each for a character. */
export function spellBytes(text: string): SpelledBytes {
  const spelled: string[] = [];
  const origins: number[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    for (const byte of bytesOf(code)) {
      spelled.push(String.fromCharCode(byte));
      origins.push(at);
    }
    at += code > 0xffff ? 2 : 1;
  }
  origins.push(text.length);
  return { text: spelled.join(''), origins };
}

/** A byte that is not UTF-8 stands in the text as U+DC00 plus the byte. */
function bytesOf(code: number): number[] {
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), tail(code)];
  if (code >= 0xdc80 && code <= 0xdcff) return [code - 0xdc00];
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(code >> 6), tail(code)];
  return [0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code)];
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f);
