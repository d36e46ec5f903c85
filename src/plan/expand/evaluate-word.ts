// The meaning of a word's parts. Words of modifiers are evaluated even where their value is not used: an unset
// `${name:?}` inside one fails in any case, as in BuildKit.
import type { WordPart } from '#grammars/word.js';
import { applyModifier, type Text } from './apply-modifier.js';
import type { ExpansionOptions, ExpansionProblem } from './read-word.js';

/** A piece of the result; blanks in a protected one do not cut. */
export interface Piece {
  readonly text: string;
  readonly protected: boolean;
  /** A modifier was read in it. */
  readonly modified: boolean;
}

export interface Evaluation {
  readonly pieces: readonly Piece[];
  readonly used: readonly string[];
  readonly unset: readonly string[];
}

/** Evaluates the parts from left to right; the first problem ends it. */
export function evaluateWord(
  parts: readonly WordPart[],
  { lookup, windows }: ExpansionOptions,
): Evaluation | ExpansionProblem {
  const used = new Set<string>();
  const unset = new Set<string>();
  const find = (name: string): string | undefined => {
    const value = lookup(windows === true ? name.toUpperCase() : name);
    (value === undefined ? unset : used).add(name);
    return value;
  };
  const pieces: Piece[] = [];
  let length = 0;
  for (const part of parts) {
    const result = evaluatePart(part, find);
    if ('problem' in result) return result;
    length += result.text.length;
    if (length > mostCharacters) return tooLong;
    pieces.push({
      text: result.text,
      protected: part.type === 'literal' || part.type === 'quoted',
      modified: isModified(part),
    });
  }
  return { pieces, used: [...used], unset: [...unset] };
}

/** A word inside a modifier needs no look: the modifier around it is enough. */
function isModified(part: WordPart): boolean {
  if (part.type === 'variable') return part.modifier !== undefined;
  return part.type === 'quoted' && part.parts.some(isModified);
}

type Find = (name: string) => string | undefined;

function evaluatePart(part: WordPart, find: Find): Text {
  if (part.type === 'text' || part.type === 'literal') return part;
  if (part.type === 'quoted') return joinParts(part.parts, find);
  const { name, modifier } = part;
  if (modifier === undefined) return { text: find(name) ?? '' };
  const word = joinParts(modifier.word, find);
  if ('problem' in word) return word;
  const replacement = modifier.type === 'replace' ? joinParts(modifier.replacement, find) : { text: '' };
  if ('problem' in replacement) return replacement;
  const value = find(name);
  if (modifier.type === 'replace' && (value ?? '').length * replacement.text.length > mostReplaced)
    return tooLong;
  return applyModifier(modifier, { name, value, word: word.text, replacement: replacement.text });
}

function joinParts(parts: readonly WordPart[], find: Find): Text {
  let text = '';
  for (const part of parts) {
    const result = evaluatePart(part, find);
    if ('problem' in result) return result;
    text += result.text;
    if (text.length > mostCharacters) return tooLong;
  }
  return { text };
}

/** A few lines that each take the one before twice would else fill the memory. */
const mostCharacters = 16 << 20;
/** What a replacement could come to, if every character were replaced. */
const mostReplaced = 16 * mostCharacters;
const tooLong: ExpansionProblem = { problem: 'it expands to more than 16 MB' };
