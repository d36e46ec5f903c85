// Where a text stands in the lines of a pane, whatever the case of its letters.
import { readRows, type WrappedLines } from './wrapped-lines.js';

export interface Match {
  readonly line: number;
  /** Half-open, in the text of the line's rows. */
  readonly start: number;
  readonly end: number;
}

/** All of them, in order. Rows are made only of lines that hold the text. */
export function findMatches(lines: WrappedLines, query: string): readonly Match[] {
  const found: Match[] = [];
  for (let line = lines.first; line < lines.end; line += 1) {
    if (matchesIn(lines.textAt(line), query).length === 0) continue;
    const text = readRows(lines.rowsAt(line));
    for (const range of matchesIn(text, query)) found.push({ line, ...range });
  }
  return found;
}

export function matchesIn(text: string, query: string): readonly { start: number; end: number }[] {
  if (query === '') return [];
  const pattern = new RegExp(query.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu');
  return [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

/** The row of its line that a match begins in. */
export function rowOfMatch(lines: WrappedLines, { line, start }: Match): number {
  const rows = lines.rowsAt(line);
  let end = 0;
  const row = rows.findIndex((each) => {
    end += readRows([each]).length;
    return start < end;
  });
  return Math.max(0, row);
}
