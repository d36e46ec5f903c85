// Positions inside a Dockerfile: offsets inside, line and column only at the edge.

/** Half-open `[start, end)`, in UTF-16 code units of the file's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One-based line and column (in UTF-16 code units), as editors and compilers print them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of `offset` in `text`; an offset past the end is the end. */
export function locate(text: string, offset: number): Position {
  const end = Math.min(offset, text.length);
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const next = text.indexOf('\n', lineStart);
    if (next === -1 || next >= end) return { line, column: end - lineStart + 1 };
    line += 1;
    lineStart = next + 1;
  }
}
