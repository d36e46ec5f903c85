import type { Range } from '../messages/range.js';
import type { LogicalText } from './tree.js';

/**
 * Maps `[start, end)` of a logical text to the file. A range over a continuation covers the continuation too;
 * an empty range stays empty.
 */
export function sourceRange(logical: LogicalText, start: number, end: number): Range {
  const source = sourceOffset(logical, start);
  return { start: source, end: end > start ? sourceOffset(logical, end - 1) + 1 : source };
}

/** The file offset of one logical offset; the end of the text lies behind its last character. */
export function sourceOffset(logical: LogicalText, offset: number): number {
  const { pieces } = logical;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.logical ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece === undefined ? 0 : piece.source + offset - piece.logical;
}
