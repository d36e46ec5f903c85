import { problem } from '../../messages/message.js';
import type { CopySource, Heredoc, Word } from '../tree.js';
import { readDelimiter } from '../scan/scan-heredocs.js';
import { readStrings, stringWords } from './json-array.js';
import { splitWords } from './split-words.js';
import { isRefusal, refuse, refuseEmpty, restOf, type Read } from './statement.js';

/** COPY and ADD: sources, some of them heredocs, and a destination. */
export const readCopy: Read = (statement) => {
  const { base } = statement;
  const keyword = statement.keyword as 'COPY' | 'ADD';
  const usage = `write \`${keyword} SOURCE… DESTINATION\``;
  const strings = readStrings(statement);
  if (isRefusal(strings)) return strings;
  const words = strings === undefined ? splitWords(base) : stringWords(base, strings);
  const destination = words.at(-1);
  if (destination === undefined) return refuseEmpty(statement, 'a source and a destination', usage);
  if (words.length === 1) {
    const text = `${keyword} needs a source and a destination, and only one argument is given`;
    return refuse(statement, 'missing-argument', { ...restOf(base), text, hint: usage });
  }
  if (readDelimiter(destination.text) !== undefined) {
    const text = `${keyword}: the destination cannot be a heredoc`;
    return { refused: [problem('heredoc-invalid', destination.range, text, usage)] };
  }
  // As in BuildKit, the last heredoc of a name gives its content to all arguments of that name.
  const heredocs = new Map(base.heredocs.map((heredoc) => [heredoc.name, heredoc]));
  const sources = words.slice(0, -1).map((word) => readSource(word, heredocs));
  return { keyword, sources, destination };
};

function readSource(word: Word, heredocs: ReadonlyMap<string, Heredoc>): CopySource {
  const delimiter = readDelimiter(word.text);
  if (delimiter === undefined) return { type: 'path', word };
  // A delimiter in a JSON form begins no heredoc, and is an empty file.
  const bodyRange = { start: word.range.end, end: word.range.end };
  return { type: 'heredoc', heredoc: heredocs.get(delimiter.name) ?? { ...delimiter, body: '', bodyRange } };
}
