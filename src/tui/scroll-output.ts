// Moving through wrapped output: a place is a line and a row of it, so that new output and dropped lines move nothing.
import type { OutputLines } from './output-log.js';
import type { Box } from './present/layout.js';
import { wrapLine } from './present/wrap-line.js';
import type { OutputPosition } from './view-state.js';

/** Rows, or all there is. */
export type RowUnit = number | 'row' | 'all';

/** The new first row; undefined at the end, which is then followed. */
export function scrollOutput(
  lines: OutputLines,
  box: Box,
  top: OutputPosition | undefined,
  unit: RowUnit,
  direction: 1 | -1,
): OutputPosition | undefined {
  const last = lastTop(lines, box);
  if (unit === 'all') return direction === 1 || isAtOrAfter(first(lines), last) ? undefined : first(lines);
  const start = top === undefined ? last : clamp(top, lines, box);
  const moved = walk(lines, box.width, start, direction * (unit === 'row' ? 1 : unit));
  return isAtOrAfter(moved, last) ? undefined : moved;
}

export interface VisibleRows {
  readonly rows: readonly string[];
  /** Whole lines before and after those seen. */
  readonly above: number;
  readonly below: number;
}

/** What is seen from `top` on; from the end if there is no `top` or too little after it. */
export function visibleRows(lines: OutputLines, box: Box, top: OutputPosition | undefined): VisibleRows {
  const last = lastTop(lines, box);
  const wished = top === undefined ? last : clamp(top, lines, box);
  const start = isAtOrAfter(wished, last) ? last : wished;
  const rows: string[] = [];
  let line = start.line;
  for (; line < lines.end && rows.length < box.height; line += 1) {
    const wrapped = wrapLine(lines.lineAt(line), box.width);
    rows.push(...(line === start.line ? wrapped.slice(start.row) : wrapped));
  }
  return { rows: rows.slice(0, box.height), above: start.line - lines.first, below: lines.end - line };
}

const first = (lines: OutputLines): OutputPosition => ({ line: lines.first, row: 0 });

/** A line that was dropped gives way to the first that is kept, a row that a wider window has not to the last it has. */
function clamp({ line, row }: OutputPosition, lines: OutputLines, { width }: Box): OutputPosition {
  if (line < lines.first) return first(lines);
  return { line, row: row === 0 ? 0 : Math.min(row, rowsOf(lines, line, width) - 1) };
}

const rowsOf = (lines: OutputLines, line: number, width: number): number =>
  wrapLine(lines.lineAt(line), width).length;

const isAtOrAfter = (left: OutputPosition, right: OutputPosition): boolean =>
  left.line > right.line || (left.line === right.line && left.row >= right.row);

/** The place from which the end is just seen. */
function lastTop(lines: OutputLines, { width, height }: Box): OutputPosition {
  return walk(lines, width, { line: lines.end, row: 0 }, -height);
}

function walk(lines: OutputLines, width: number, from: OutputPosition, distance: number): OutputPosition {
  let { line, row } = from;
  let left = row + distance;
  while (left < 0 && line > lines.first) {
    line -= 1;
    left += rowsOf(lines, line, width);
  }
  if (left < 0) return first(lines);
  row = left;
  while (line < lines.end && row >= rowsOf(lines, line, width)) {
    row -= rowsOf(lines, line, width);
    line += 1;
  }
  return line < lines.end ? { line, row } : { line: lines.end, row: 0 };
}
