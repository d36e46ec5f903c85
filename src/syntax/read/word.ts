import { splitWords } from './split-words.js';
import { refuseEmpty, restOf, wordAt, type Read } from './statement.js';

/** WORKDIR, USER, STOPSIGNAL, MAINTAINER: the rest of the line is the one argument, blanks included. */
export const readWord: Read = (statement) => {
  const { base } = statement;
  const { start, end } = restOf(base);
  if (start === end) {
    return refuseEmpty(statement, 'an argument', `write \`${statement.keyword} VALUE\``);
  }
  const keyword = statement.keyword as 'WORKDIR' | 'USER' | 'STOPSIGNAL' | 'MAINTAINER';
  return { keyword, word: wordAt(base, start, end) };
};

/** EXPOSE: one word or more. */
export const readExpose: Read = (statement) => {
  const words = splitWords(statement.base);
  if (words.length === 0) return refuseEmpty(statement, 'a port', 'write `EXPOSE 8080` or `EXPOSE 53/udp`');
  return { keyword: 'EXPOSE', words };
};
