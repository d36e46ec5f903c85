import { readStrings } from './json-array.js';
import { isRefusal, refuse, restOf, type Read } from './statement.js';

const usage = 'write it as a JSON array, like `SHELL ["/bin/bash", "-c"]`';

/** `SHELL ["program", "argument"]`: only the JSON form. */
export const readShell: Read = (statement) => {
  const strings = readStrings(statement);
  if (isRefusal(strings)) return strings;
  if (strings !== undefined && strings.length > 0) {
    return { keyword: 'SHELL', arguments: strings };
  }
  const empty = strings !== undefined || statement.base.rest.text === '';
  return refuse(statement, empty ? 'missing-argument' : 'argument-invalid', {
    ...restOf(statement.base),
    text: empty ? 'SHELL needs at least one argument' : 'SHELL takes only a JSON array of strings',
    hint: usage,
  });
};
