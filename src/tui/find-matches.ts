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
  if (query === '') return found;
  const pattern = patternOf(query);
  for (let line = lines.first; line < lines.end; line += 1) {
    // The first search is the cheapest: a step may have printed a hundred thousand lines.
    if (lines.textAt(line).search(pattern) === -1) continue;
    for (const range of rangesIn(readRows(lines.rowsAt(line)), pattern)) found.push({ line, ...range });
  }
  return found;
}

export function matchesIn(text: string, query: string): readonly { start: number; end: number }[] {
  return query === '' ? [] : rangesIn(text, patternOf(query));
}

const patternOf = (query: string): RegExp =>
  new RegExp(query.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu');

const rangesIn = (text: string, pattern: RegExp): { start: number; end: number }[] =>
  [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));

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
