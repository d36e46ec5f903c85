// What a terminal tells of the mouse: xterm's modes 1000 (buttons and wheel, no moves) and 1006 (numbers, not bytes).
import type { Direction } from './key-actions.js';

export type MouseInput =
  | ({ readonly type: 'click' } & CellPlace)
  | ({ readonly type: 'wheel'; readonly direction: Direction } & CellPlace);

/** From 0, at the top left. */
export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** Shift, Alt and Control do not change what a click means. */
const modifiers = 4 | 8 | 16;
const leftButton = 0;
const wheelUp = 64;
const wheelDown = 65;

const report = /^<(\d{1,3});(\d{1,4});(\d{1,4})$/;

/** Of `CSI parameters final`. Undefined where nothing is meant for us: a release, a move, another button. */
export function readMouse(parameters: string, final: string): MouseInput | undefined {
  const [, code, x, y] = (final === 'M' ? report.exec(parameters) : null) ?? [];
  const place = { column: Number(x) - 1, row: Number(y) - 1 };
  if (code === undefined || place.column < 0 || place.row < 0) return undefined;
  switch (Number(code) & ~modifiers) {
    case leftButton:
      return { type: 'click', ...place };
    case wheelUp:
      return { type: 'wheel', direction: -1, ...place };
    case wheelDown:
      return { type: 'wheel', direction: 1, ...place };
    default:
      return undefined;
  }
}
