// What a pane scrolls through: lines, each in the rows that a pane of some width has for it.
import type { OutputLines } from './output-log.js';
import { row, type Row } from './present/span.js';
import { withoutColors } from './present/without-colors.js';
import { wrapLine } from './present/wrap-line.js';

/** Numbers stay with their line while others are dropped. */
export interface WrappedLines {
  /** The number of the first line kept: so many were dropped. */
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** At least one for every line there is. */
  rowsAt(line: number): readonly Row[];
  /** The line as it is read: neither colours nor rows. */
  textAt(line: number): string;
}

/** Rows are made only of the lines that are looked at: there may be thousands. */
export const wrapOutput = (lines: OutputLines, width: number): WrappedLines => ({
  first: lines.first,
  end: lines.end,
  rowsAt: (line) => wrapLine(lines.lineAt(line), width).map((text) => row(text)),
  textAt: (line) => withoutColors(lines.lineAt(line)),
});

/** Lines that their maker has wrapped. */
export const fixedLines = (lines: readonly (readonly Row[])[]): WrappedLines => ({
  first: 0,
  end: lines.length,
  rowsAt: (line) => lines[line] ?? [],
  textAt: (line) => readRows(lines[line] ?? []),
});

/** One more line stands before line `at`; once that one is dropped, so is it. */
export function withLineBefore(lines: WrappedLines, at: number, rows: readonly Row[]): WrappedLines {
  const before = (line: number): number => (line > at ? line - 1 : line);
  return {
    first: lines.first > at ? lines.first + 1 : lines.first,
    end: lines.end + 1,
    rowsAt: (line) => (line === at ? rows : lines.rowsAt(before(line))),
    textAt: (line) => (line === at ? readRows(rows) : lines.textAt(before(line))),
  };
}

/** The text of the rows of one line. */
export const readRows = (rows: readonly Row[]): string =>
  withoutColors(rows.flatMap(({ spans }) => spans.map(({ text }) => text)).join(''));
