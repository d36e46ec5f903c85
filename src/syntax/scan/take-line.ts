/** Where the scanner stands: the offset and the one-based number of the line to come. */
export interface Cursor {
  readonly text: string;
  offset: number;
  line: number;
}

/** One physical line: `[start, end)` with its line end, `contentEnd` without. */
export interface Line {
  readonly start: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly number: number;
}

const newline = 10;
const carriageReturn = 13;

/** Only a line feed ends a line; all carriage returns before it belong to the line end. */
export function takeLine(cursor: Cursor): Line | undefined {
  const { text, offset: start, line: number } = cursor;
  if (start >= text.length) return undefined;
  const found = text.indexOf('\n', start);
  const end = found === -1 ? text.length : found + 1;
  let contentEnd = end;
  while (contentEnd > start && isLineEnd(text.charCodeAt(contentEnd - 1))) contentEnd -= 1;
  cursor.offset = end;
  cursor.line = number + 1;
  return { start, contentEnd, end, number };
}

const isLineEnd = (code: number): boolean => code === newline || code === carriageReturn;
