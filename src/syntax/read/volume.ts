import { problem } from '../../messages/message.js';
import { readStrings, stringWords } from './json-array.js';
import { trimText } from '../scan/blanks.js';
import { splitWords } from './split-words.js';
import { isRefusal, refuseEmpty, type Read } from './statement.js';

/** VOLUME: one path or more, as words or in JSON form. */
export const readVolume: Read = (statement) => {
  const { base } = statement;
  const strings = readStrings(statement);
  if (isRefusal(strings)) return strings;
  const words = strings === undefined ? splitWords(base) : stringWords(base, strings);
  if (words.length === 0) return refuseEmpty(statement, 'a path', 'write `VOLUME /path`');
  const trimmed = words.map(({ text, range }) => ({ text: trimText(text), range }));
  const empty = trimmed.find((word) => word.text === '');
  if (empty === undefined) return { keyword: 'VOLUME', words: trimmed };
  const hint = 'name a folder, or drop the empty string';
  return { refused: [problem('argument-invalid', empty.range, 'VOLUME: a path is empty', hint)] };
};
