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
  for (const part of parts) {
    const result = evaluatePart(part, find);
    if ('problem' in result) return result;
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
  return applyModifier(modifier, { name, value: find(name), word: word.text, replacement: replacement.text });
}

function joinParts(parts: readonly WordPart[], find: Find): Text {
  let text = '';
  for (const part of parts) {
    const result = evaluatePart(part, find);
    if ('problem' in result) return result;
    text += result.text;
  }
  return { text };
}
