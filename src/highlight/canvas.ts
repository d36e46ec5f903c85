// A line of cells that are painted over: what is painted last is what is seen, so that tokens cannot overlap.
import type { LogicalText } from '../syntax/tree.js';
import type { Token, TokenType } from './token.js';

export interface Canvas {
  /** What is outside the canvas is not painted. */
  paint(start: number, end: number, type: TokenType): void;
  /** What is seen, in order; each stroke is a token, or several where another lies over it. */
  tokens(): Token[];
}

export function createCanvas(length: number): Canvas {
  const cells = new Int32Array(length);
  const strokes: TokenType[] = [];
  return {
    paint: (start, end, type) => {
      cells.fill(strokes.push(type), Math.max(0, start), Math.max(0, Math.min(end, length)));
    },
    tokens: () => {
      const tokens: Token[] = [];
      for (let start = 0; start < length;) {
        const stroke = cells[start] ?? 0;
        let end = start + 1;
        while (end < length && cells[end] === stroke) end += 1;
        const type = strokes[stroke - 1];
        if (type !== undefined) tokens.push({ type, start, end });
        start = end;
      }
      return tokens;
    },
  };
}

/** Tokens of a logical text to tokens of the file: one that goes over a continuation is cut there. */
export function toSource(tokens: readonly Token[], { pieces }: LogicalText): Token[] {
  const placed: Token[] = [];
  let at = 0;
  for (const { type, start, end } of tokens) {
    while (at < pieces.length - 1 && (pieces[at + 1]?.logical ?? 0) <= start) at += 1;
    for (let each = at; each < pieces.length; each += 1) {
      const piece = pieces[each];
      if (piece === undefined || piece.logical >= end) break;
      const from = Math.max(start, piece.logical);
      const to = Math.min(end, piece.logical + piece.length);
      const shift = piece.source - piece.logical;
      if (to > from) placed.push({ type, start: from + shift, end: to + shift });
    }
  }
  return placed;
}

/** The way back: the place in the logical text of an offset in the file that lies in one of its pieces. */
export function logicalOffset({ pieces }: LogicalText, source: number): number {
  const piece = pieces.findLast((each) => each.source <= source);
  return piece === undefined ? 0 : piece.logical + Math.min(source - piece.source, piece.length);
}
