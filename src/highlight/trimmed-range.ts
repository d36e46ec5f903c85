import type { Range } from '../messages/range.js';
import { skipBlanks, trimBlanks } from '../syntax/scan/blanks.js';

/** Without the blanks and the line end around it. */
export function trimmedRange(text: string, range: Range): Range {
  const start = skipBlanks(text, range.start, range.end);
  return { start, end: trimBlanks(text, start, range.end) };
}
