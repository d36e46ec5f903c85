import { parse } from '#grammars/flags.js';
import { attempt } from '../attempt.js';
import { skipBlanks } from '../scan/blanks.js';
import type { Escape } from '../tree.js';

export interface WordSpan {
  readonly start: number;
  readonly end: number;
}

/** A word whose quotes, if any, hold no escape character. */
const plainWord = /(?:[^'"\\`\s\u0085]|\uFEFF|"[^"\\`]*"|'[^'\\`]*')+(?=[^\S\uFEFF]|\u0085|$)/y;

/**
 * The words of ENV, LABEL and ARG as offsets in `rest`: quotes and the escape character protect blanks. Only
 * from the first word with an escape character on is the grammar asked.
 */
export function splitQuotedWords(rest: string, escape: Escape): readonly WordSpan[] {
  const words: WordSpan[] = [];
  for (let at = 0; at < rest.length; at = skipBlanks(rest, at, rest.length)) {
    plainWord.lastIndex = at;
    const word = plainWord.exec(rest)?.[0];
    if (word === undefined) return [...words, ...parseWords(rest, at, escape)];
    words.push({ start: at, end: at + word.length });
    at += word.length;
  }
  return words;
}

function parseWords(rest: string, from: number, escape: Escape): readonly WordSpan[] {
  const words = attempt(() => parse(rest.slice(from), { startRule: 'Words', escape })) ?? [];
  return words.map(({ start, end }) => ({ start: start + from, end: end + from }));
}
