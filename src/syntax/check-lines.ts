import { problem, warning, type Message } from '../messages/message.js';

const limit = 65_535;

/** BuildKit reads lines into a buffer of 64 KiB and refuses longer ones. */
export function checkLines(text: string): Message[] {
  const messages: Message[] = [];
  // No UTF-16 unit takes more than three bytes of UTF-8.
  for (let start = 0; text.length - start > limit / 3;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (end - start > limit / 3 && byteLength(text, start, end) > limit) {
      const hint = 'break it with the escape character, or use a heredoc';
      messages.push(problem('line-too-long', { start, end }, `the line is longer than ${limit} bytes`, hint));
    }
    start = end + 1;
  }
  return messages;
}

/** A byte that is not UTF-8 stands in the text as U+DC00 plus the byte; half of a pair does not match. */
export const strayByte = /[\u{dc80}-\u{dcff}]/u;

/** BuildKit reads such a file, and builds it as long as they stand in comments. */
export function checkEncoding(text: string): Message[] {
  const start = text.search(strayByte);
  if (start === -1) return [];
  const hint = 'save the file as UTF-8; docker build refuses such bytes anywhere but in comments';
  return [
    warning('invalid-encoding', { start, end: start + 1 }, 'the file has bytes that are not UTF-8', hint),
  ];
}

/** Bytes of `[start, end)` as UTF-8, without a copy and without Node. */
function byteLength(text: string, start: number, end: number): number {
  let bytes = end - start;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) bytes += 1;
    // Each half of a surrogate pair counts two of the pair's four bytes.
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) bytes += 1;
  }
  return bytes;
}
