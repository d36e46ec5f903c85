import { problem, type Message } from '../messages/message.js';

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
