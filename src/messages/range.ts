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

/** A text with the offsets at which its lines begin: many positions in one text are found without going through it. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The position of `offset`, as `locate` finds it. */
export function locateIn({ text, starts }: Lines, offset: number): Position {
  const end = Math.min(offset, text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= end) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: end - (starts[low] ?? 0) + 1 };
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
