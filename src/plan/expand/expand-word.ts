// BuildKit's word expansion (frontend/dockerfile/shell): quotes, escapes and variables of one word.
import { readWord, type ExpansionOptions, type ExpansionProblem } from './read-word.js';
import { evaluateWord } from './evaluate-word.js';

export type { ExpansionOptions, ExpansionProblem } from './read-word.js';

export interface Expansion {
  readonly value: string;
  /** The variables that were looked up and found, and those that were not; each once, in order. */
  readonly used: readonly string[];
  readonly unset: readonly string[];
}

/** Expands `text` to one word; blanks in it or in variables cut nothing. */
export function expandWord(text: string, options: ExpansionOptions): Expansion | ExpansionProblem {
  if (isPlain(text)) return { value: text, used: none, unset: none };
  const word = readWord(text, options);
  if ('problem' in word) return word;
  const result = evaluateWord(word.parts, options);
  if ('problem' in result) return result;
  const value = result.pieces.map((piece) => piece.text).join('');
  return { value, used: result.used, unset: result.unset };
}

const none: readonly string[] = [];

/** A word that stands for itself, as nearly all do. */
export const isPlain = (text: string): boolean => !/['"$\\`]/.test(text);
