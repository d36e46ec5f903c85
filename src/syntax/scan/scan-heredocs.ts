// The heredocs of one instruction: the delimiters on its line, then the bodies in the lines below it.
import { parse, type Delimiter } from '#grammars/heredoc.js';
import { attempt } from '../attempt.js';
import type { Heredoc, Leaf } from '../tree.js';
import { cutWords } from './cut-words.js';
import { takeLine, type Cursor, type Line } from './take-line.js';

/** A delimiter and its place in the logical text. */
export interface HeredocMark extends Delimiter {
  readonly start: number;
  readonly end: number;
}

/** The delimiters in a logical line. A line that a shell could not cut into words has none. */
export function findHeredocs(logical: string): readonly HeredocMark[] {
  const pieces = attempt(() => parse(logical, { startRule: 'Line' })) ?? [];
  return cutWords(logical, pieces).flatMap(({ text, start, end }) => {
    const delimiter = readDelimiter(text);
    return delimiter === undefined ? [] : [{ ...delimiter, start, end }];
  });
}

/** Reads one word as a delimiter, or finds that it is none. */
export function readDelimiter(word: string): Delimiter | undefined {
  if (!word.includes('<<')) return undefined;
  return attempt(() => parse(word, { startRule: 'Word' })) ?? undefined;
}

/** Takes the body of `mark` from the cursor and adds its leaves; undefined if the file ends before its delimiter. */
export function takeHeredoc(cursor: Cursor, mark: HeredocMark, leaves: Leaf[]): Heredoc | undefined {
  const start = cursor.offset;
  const { name, fileDescriptor, expand, chomp } = mark;
  let line = takeLine(cursor);
  while (line !== undefined && !isTerminator(cursor.text, line, mark)) line = takeLine(cursor);
  const bodyRange = { start, end: line?.start ?? cursor.text.length };
  if (bodyRange.end > start) leaves.push({ type: 'heredoc-body', range: bodyRange });
  if (line === undefined) return undefined;
  leaves.push({ type: 'heredoc-end', range: { start: line.start, end: line.end } });
  const body = cursor.text.slice(bodyRange.start, bodyRange.end);
  return { name, fileDescriptor, expand, chomp, body: chomp ? chompTabs(body) : body, bodyRange };
}

function isTerminator(text: string, line: Line, { name, chomp }: HeredocMark): boolean {
  let start = line.start;
  while (chomp && start < line.contentEnd && text[start] === '\t') start += 1;
  return line.contentEnd - start === name.length && text.startsWith(name, start);
}

const chompTabs = (body: string): string => body.replaceAll(/(^|\n)\t+/g, '$1');
