import type { Modifier } from '#grammars/word.js';
import { unreachable } from '../../messages/errors.js';
import { readPattern } from './read-pattern.js';
import type { ExpansionProblem } from './read-word.js';
import { replaceMatches } from './replace-matches.js';

export type Text = { readonly text: string } | ExpansionProblem;
import { findMatch, matchPrefix } from './match-pattern.js';

interface Operands {
  readonly name: string;
  readonly value: string | undefined;
  readonly word: string;
  readonly replacement: string;
}

/** What `${name…}` stands for, its inner words already evaluated. */
export function applyModifier(modifier: Modifier, operands: Operands): Text {
  switch (modifier.type) {
    case 'default':
      return { text: presentValue(modifier.colon, operands.value) ?? operands.word };
    case 'alternative':
      return { text: presentValue(modifier.colon, operands.value) === undefined ? '' : operands.word };
    case 'required':
      return requireValue(modifier.colon, operands);
    case 'prefix':
    case 'suffix':
      return trimValue(modifier.type, operands);
    case 'replace':
      return replaceValue(modifier.all, operands);
    default:
      return unreachable(modifier);
  }
}

/** With a colon, an empty value counts as none. */
function presentValue(colon: boolean, value: string | undefined): string | undefined {
  return colon && value === '' ? undefined : value;
}

function requireValue(colon: boolean, { name, value, word }: Operands): Text {
  const present = presentValue(colon, value);
  if (present !== undefined) return { text: present };
  const reason = value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty';
  return { problem: `${name}: ${word === '' ? reason : word}`, required: true };
}

function trimValue(end: 'prefix' | 'suffix', { value = '', word }: Operands): Text {
  const longest = word.startsWith(end === 'prefix' ? '#' : '%');
  const pattern = readPattern(longest ? word.slice(1) : word);
  if ('problem' in pattern) return pattern;
  if (end === 'prefix') return { text: value.slice(matchPrefix(pattern.tokens, value, longest)?.end ?? 0) };
  // The shortest suffix is the shortest prefix of the reversed text.
  const reversed = Array.from(value).reverse();
  const length = matchPrefix(pattern.tokens.toReversed(), reversed.join(''), longest)?.end ?? 0;
  return { text: value.slice(0, value.length - length) };
}

function replaceValue(all: boolean, { value = '', word, replacement }: Operands): Text {
  const pattern = readPattern(word);
  if ('problem' in pattern) return pattern;
  if (all) return { text: replaceMatches(pattern.tokens, value, replacement) };
  const match = findMatch(pattern.tokens, value, 0);
  return {
    text: match === undefined ? value : value.slice(0, match.start) + replacement + value.slice(match.end),
  };
}
