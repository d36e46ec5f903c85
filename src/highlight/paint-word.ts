// Quotes and variables of a word that the builder expands. What is malformed is painted as far as it goes.
import type { Escape } from '../syntax/tree.js';
import type { Canvas } from './canvas.js';
import type { TokenType } from './token.js';

export interface Paper {
  readonly canvas: Canvas;
  /** What the canvas shows. */
  readonly text: string;
  readonly escape: Escape;
  /** Quotes are ordinary text: in heredoc bodies and inside the strings of JSON. */
  readonly keepQuotes?: boolean;
}

/** Paints `[start, end)` as `type`, with its strings and variables. */
export function paintWord(paper: Paper, start: number, end: number, type: TokenType): void {
  paper.canvas.paint(start, end, type);
  paintParts(paper, start, end);
}

/** References may lie in each other; deeper ones are not looked at. */
const deepest = 50;

/** Paints strings and variables from `at` on; gives where it ended: at `end`, or at the brace that it is to stop at. */
export function paintParts(paper: Paper, at: number, end: number, stop?: '}', depth = 0): number {
  const { text, escape, canvas } = paper;
  let next = at;
  while (next < end) {
    const character = text[next];
    if (character === stop) return next;
    if (character === escape) next += 2;
    else if (character === '$') next = paintVariable(paper, next, end, depth);
    else if (character === "'" && paper.keepQuotes !== true) {
      const close = text.indexOf("'", next + 1);
      const after = close === -1 || close >= end ? end : close + 1;
      canvas.paint(next, after, 'string');
      next = after;
    } else if (character === '"' && paper.keepQuotes !== true) next = paintQuoted(paper, next, end, depth);
    else next += 1;
  }
  return Math.min(next, end);
}

/** A string between double quotes, with the variables in it. */
function paintQuoted(paper: Paper, start: number, end: number, depth: number): number {
  const { text, escape, canvas } = paper;
  let from = start;
  let next = start + 1;
  while (next < end && text[next] !== '"') {
    if (text[next] === escape) next += 2;
    else if (text[next] === '$') {
      canvas.paint(from, next, 'string');
      next = paintVariable(paper, next, end, depth);
      from = next;
    } else next += 1;
  }
  const after = Math.min(next + 1, end);
  canvas.paint(from, after, 'string');
  return after;
}

const reference = /\$\{?(?:\p{Nd}+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*)/uy;
const operator = /:?[-+?]|##?|%%?|\/\/?/y;

/** Gives where it ended. A dollar sign alone is no variable. */
function paintVariable(paper: Paper, start: number, end: number, depth: number): number {
  const { text, canvas } = paper;
  const name = matchAt(reference, text, start, end);
  if (name === 0 || depth > deepest) return start + 1;
  canvas.paint(start, start + name, 'variable');
  if (text[start + 1] !== '{') return start + name;
  const sign = matchAt(operator, text, start + name, end);
  canvas.paint(start + name, start + name + sign, 'modifier');
  const close = paintParts(paper, start + name + sign, end, '}', depth + 1);
  if (close >= end) return end;
  canvas.paint(close, close + 1, 'variable');
  return close + 1;
}

/** The length of what the sticky pattern finds at `at`, as far as it lies before `end`. */
function matchAt(pattern: RegExp, text: string, at: number, end: number): number {
  pattern.lastIndex = at;
  return Math.min(pattern.exec(text)?.[0].length ?? 0, end - at);
}
