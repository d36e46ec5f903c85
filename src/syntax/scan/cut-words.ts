// The words of a line as BuildKit sees them when it looks for heredocs, with what is odd about them.
import type { LinePiece } from '#grammars/heredoc.js';

export interface CutWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts at blanks outside quotes. Two oddities: what has come of a word is forgotten when a reference with a
 * modifier begins (BuildKit reuses the buffer), and the text of such a reference is cut at its blanks.
 */
export function cutWords(line: string, pieces: readonly LinePiece[]): CutWord[] {
  const words: CutWord[] = [];
  let start = 0;
  let end = 0;
  const finish = (): void => {
    if (end > start) words.push({ text: line.slice(start, end), start, end });
    start = end;
  };
  const append = (from: number, to: number): void => {
    if (start === end) start = from;
    end = to;
  };
  for (const piece of pieces) {
    if (piece.type === 'blank') finish();
    if (piece.type === 'reference' || piece.type === 'quoted-reference') start = end;
    if (piece.type === 'text' || piece.type === 'quoted-reference') append(piece.start, piece.end);
    if (piece.type !== 'reference') continue;
    for (const [text, at] of splitAtBlanks(line, piece)) {
      append(at, at + text.length);
      if (at + text.length < piece.end) finish();
    }
  }
  finish();
  return words;
}

/** The parts of a piece between its blanks. A reference begins and ends with none. */
function splitAtBlanks(line: string, { start, end }: LinePiece): [text: string, at: number][] {
  return [...line.slice(start, end).matchAll(/[^\s\u0085]+/g)].map((found) => [
    found[0],
    start + found.index,
  ]);
}
