// Where the cursor is put in the source, by keys and by the mouse.
import type { CursorUnit, Direction } from './key-actions.js';
import { layOut } from './present/layout.js';
import { scrollLines } from './scroll-source.js';
import { cursorLine, shownStep, type ViewContext, type ViewState } from './view-state.js';

/** So many rows a notch of the wheel moves. */
export const notchRows = 3;

export function moveCursor(
  view: ViewState,
  { by, direction }: { by: CursorUnit; direction: Direction },
  context: ViewContext,
): ViewState {
  if (by === 'stage') return moveToStage(view, direction, context);
  const page = Math.max(1, layOut(view).source.height - 1);
  const distance = { line: 1, notch: notchRows, page, file: context.source.lines.length }[by];
  return putCursor(view, cursorLine(view, context) + direction * distance, context);
}

/** Stages of the build; with none in that direction the cursor stays. */
function moveToStage(view: ViewState, direction: Direction, context: ViewContext): ViewState {
  const at = cursorLine(view, context);
  const { stages, steps } = context.session.plan;
  const lines = stages.flatMap(({ firstStep }) => steps[firstStep]?.line ?? []).toSorted((a, b) => a - b);
  const line = direction === 1 ? lines.find((each) => each > at) : lines.findLast((each) => each < at);
  return line === undefined ? view : putCursor(view, line, context);
}

export function putCursor(view: ViewState, line: number, context: ViewContext): ViewState {
  const { length } = context.source.lines;
  const moved = { ...view, cursor: Math.min(Math.max(line, 1), length) };
  if (shownStep(view, context) === shownStep(moved, context)) return moved;
  const { outputTop, ...rest } = moved;
  return rest;
}

export function scrollSource(view: ViewState, direction: Direction, context: ViewContext): ViewState {
  const { top, line } = scrollLines(view.sourceTop, direction * notchRows, {
    line: cursorLine(view, context),
    height: layOut(view).source.height,
    length: context.source.lines.length,
  });
  return top === view.sourceTop ? view : { ...putCursor(view, line, context), sourceTop: top };
}
