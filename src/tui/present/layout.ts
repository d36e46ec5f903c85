// How the screen is divided. Everything else asks here for widths and heights.
import { unreachable } from '../../messages/errors.js';
import type { Size, ViewState, Zoom } from '../view-state.js';

export interface Layout {
  readonly type: 'tooSmall' | 'help' | 'beside' | 'below' | 'pane' | 'source';
  readonly size: Size;
  /** Boxes are of the text itself, titles and the lines between left out; never empty. */
  readonly source: Box;
  readonly output: Box;
  /** In place of both. */
  readonly help: Box;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

export const minimumSize: Size = { columns: 40, rows: 10 };

/** From here on source and output stand side by side. */
const besideFrom = 100;

/** Header; what is done and what is next; what just happened; keys. */
const barRows = 4;
const titleRows = 1;

/** The part of the rows that the output gets where both share the width. */
const outputPart = 0.4;

export function layOut({ size, isHelpOpen, zoom }: Pick<ViewState, 'size' | 'isHelpOpen' | 'zoom'>): Layout {
  const { columns, rows } = size;
  const height = Math.max(2, rows - barRows - titleRows);
  const help = { width: columns, height };
  const both = columns >= besideFrom ? divideColumns(columns, height) : divideRows(columns, height);
  const panes = zoomIn(both, zoom, help);
  const isTooSmall = columns < minimumSize.columns || rows < minimumSize.rows;
  return { size, help, ...panes, type: isTooSmall ? 'tooSmall' : isHelpOpen ? 'help' : panes.type };
}

type Division = Pick<Layout, 'type' | 'source' | 'output'>;

/** The one that is not seen keeps its box: where one is in it stays so. The source alone needs no title. */
function zoomIn(division: Division, zoom: Zoom, whole: Box): Division {
  switch (zoom) {
    case 'both':
      return division;
    case 'pane':
      return { ...division, type: 'pane', output: whole };
    case 'source':
      return { ...division, type: 'source', source: { ...whole, height: whole.height + titleRows } };
    default:
      return unreachable(zoom);
  }
}

/** A column between is for the divider. */
function divideColumns(columns: number, height: number): Division {
  const width = Math.floor((columns - 1) / 2);
  return { type: 'beside', source: { width, height }, output: { width: columns - 1 - width, height } };
}

/** The source needs no title there: the header is above it. */
function divideRows(width: number, height: number): Division {
  const output = Math.max(1, Math.floor(height * outputPart));
  return { type: 'below', source: { width, height: height - output }, output: { width, height: output } };
}
