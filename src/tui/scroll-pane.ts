// Moving through wrapped lines: a place is a line and a row of it, so that new output and dropped lines move nothing.
import type { Row } from './present/span.js';
import type { PanePlace } from './view-state.js';
import type { WrappedLines } from './wrapped-lines.js';

/** Rows, or all there is. */
export type RowUnit = number | 'row' | 'all';

/** The new first row; undefined at the end. Without a `top` the end is where one is. */
export function scrollPane(
  lines: WrappedLines,
  height: number,
  top: PanePlace | undefined,
  unit: RowUnit,
  direction: 1 | -1,
): PanePlace | undefined {
  const last = lastTop(lines, height);
  if (unit === 'all') return direction === 1 || isAtOrAfter(first(lines), last) ? undefined : first(lines);
  const start = top === undefined ? last : clamp(top, lines);
  const moved = walk(lines, start, direction * (unit === 'row' ? 1 : unit));
  return isAtOrAfter(moved, last) ? undefined : moved;
}

export interface VisibleRows {
  readonly rows: readonly VisibleRow[];
  /** Whole lines before and after those seen. */
  readonly above: number;
  readonly below: number;
}

/** A row, and which one it is. */
export interface VisibleRow extends PanePlace {
  readonly content: Row;
}

/** What is seen from `top` on; from the end if there is no `top` or too little after it. */
export function visibleRows(lines: WrappedLines, height: number, top: PanePlace | undefined): VisibleRows {
  const start = visibleTop(lines, height, top);
  const rows: VisibleRow[] = [];
  let line = start.line;
  for (; line < lines.end && rows.length < height; line += 1) {
    const wrapped = lines.rowsAt(line).map((content, row) => ({ line, row, content }));
    rows.push(...(line === start.line ? wrapped.slice(start.row) : wrapped));
  }
  return { rows: rows.slice(0, height), above: start.line - lines.first, below: lines.end - line };
}

/** The first row that is seen where `top` is wished for. */
export function visibleTop(lines: WrappedLines, height: number, top: PanePlace | undefined): PanePlace {
  const last = lastTop(lines, height);
  const wished = top === undefined ? last : clamp(top, lines);
  return isAtOrAfter(wished, last) ? last : wished;
}

/** The top that has a place so many rows below it. */
export const topAbove = (lines: WrappedLines, place: PanePlace, rows: number): PanePlace =>
  walk(lines, clamp(place, lines), -rows);

const first = (lines: WrappedLines): PanePlace => ({ line: lines.first, row: 0 });

/** A line that was dropped gives way to the first that is kept, a row that a wider window has not to the last it has. */
function clamp({ line, row }: PanePlace, lines: WrappedLines): PanePlace {
  if (line < lines.first) return first(lines);
  return { line, row: row === 0 ? 0 : Math.min(row, rowsOf(lines, line) - 1) };
}

const rowsOf = (lines: WrappedLines, line: number): number => lines.rowsAt(line).length;

export const isAtOrAfter = (left: PanePlace, right: PanePlace): boolean =>
  left.line > right.line || (left.line === right.line && left.row >= right.row);

/** The place from which the end is just seen. */
const lastTop = (lines: WrappedLines, height: number): PanePlace =>
  walk(lines, { line: lines.end, row: 0 }, -height);

function walk(lines: WrappedLines, from: PanePlace, distance: number): PanePlace {
  let { line, row } = from;
  let left = row + distance;
  while (left < 0 && line > lines.first) {
    line -= 1;
    left += rowsOf(lines, line);
  }
  if (left < 0) return first(lines);
  row = left;
  while (line < lines.end && row >= rowsOf(lines, line)) {
    row -= rowsOf(lines, line);
    line += 1;
  }
  return line < lines.end ? { line, row } : { line: lines.end, row: 0 };
}
