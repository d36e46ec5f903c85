// The list form of word expansion (BuildKit's ProcessWords): blanks outside quotes cut, after expansion.
import { evaluateWord, type Piece } from './evaluate-word.js';
import { readWord, type ExpansionOptions, type ExpansionProblem } from './read-word.js';

export interface WordsExpansion {
  readonly words: readonly string[];
  readonly used: readonly string[];
  readonly unset: readonly string[];
}

/**
 * Expands `text` to words. Empty words vanish, quoted ones too. BuildKit reuses the buffer of a word while it reads
 * a modifier, and so loses what stands before: `EXPOSE 80${A:-90}` exposes port 90.
 */
export function expandWords(text: string, options: ExpansionOptions): WordsExpansion | ExpansionProblem {
  const word = readWord(text, options);
  if ('problem' in word) return word;
  const result = evaluateWord(word.parts, options);
  if ('problem' in result) return result;
  return { words: cutPieces(result.pieces), used: result.used, unset: result.unset };
}

function cutPieces(pieces: readonly Piece[]): string[] {
  const words: string[] = [];
  let current = '';
  for (const piece of pieces) {
    const [first = '', ...others] = piece.protected ? [piece.text] : piece.text.split(blanks);
    current = (piece.modified ? '' : current) + first;
    for (const other of others) {
      words.push(current);
      current = other;
    }
  }
  return [...words, current].filter((word) => word !== '');
}

/** Go's unicode.IsSpace. */
const blanks = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
