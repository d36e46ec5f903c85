import { isSeparator } from '../scan/blanks.js';
import type { InstructionBase, Word } from '../tree.js';
import { wordAt } from './statement.js';

/** The rest cut at blanks, quotes being nothing special: FROM, COPY, ADD, EXPOSE, VOLUME. */
export function splitWords(base: InstructionBase): Word[] {
  const { text } = base.logical;
  const end = base.rest.start + base.rest.text.length;
  const words: Word[] = [];
  let at = base.rest.start;
  while (at < end) {
    const start = at;
    while (at < end && !isSeparator(text.charCodeAt(at))) at += 1;
    words.push(wordAt(base, start, at));
    while (at < end && isSeparator(text.charCodeAt(at))) at += 1;
  }
  return words;
}
