import { isBlank, skipBlanks } from '../scan/blanks.js';
import { quoteText } from '../quote-text.js';
import { suggestion } from '../../messages/nearest.js';
import { isEmptyCommand, readCommandForm } from './command.js';
import {
  isRefusal,
  refuse,
  refuseEmpty,
  restOf,
  type Place,
  type Read,
  type Reading,
  type Refusal,
  type Statement,
} from './statement.js';

const usage = 'write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`';

/** `HEALTHCHECK [flags] CMD command` or `HEALTHCHECK NONE`. */
export const readHealthcheck: Read = (statement) => {
  const { text } = statement.base.logical;
  const { start, end } = restOf(statement.base);
  if (start === end) return refuseEmpty(statement, 'CMD or NONE', usage);
  let typeEnd = start;
  while (typeEnd < end && !isBlank(text.charCodeAt(typeEnd))) typeEnd += 1;
  const type = text.slice(start, typeEnd);
  const place = { start: skipBlanks(text, typeEnd, end), end };
  if (type.toUpperCase() === 'CMD') return readTest(statement, place);
  if (type.toUpperCase() === 'NONE') return readNone(statement, place);
  return refuse(statement, 'argument-invalid', {
    start,
    end: typeEnd,
    text: `HEALTHCHECK takes CMD or NONE, not ${quoteText(type)}`,
    hint: suggestion(type, ['CMD', 'NONE']) ?? usage,
  });
};

function readTest(statement: Statement, place: Place): Reading | Refusal {
  const command = readCommandForm(statement, place);
  if (isRefusal(command)) return command;
  if (!isEmptyCommand(command)) return { keyword: 'HEALTHCHECK', command };
  const text = 'HEALTHCHECK CMD needs a command';
  return refuse(statement, 'missing-argument', { ...restOf(statement.base), text, hint: usage });
}

function readNone(statement: Statement, place: Place): Reading | Refusal {
  const command = readCommandForm(statement, place);
  if (isRefusal(command)) return command;
  if (isEmptyCommand(command)) return { keyword: 'HEALTHCHECK', command: null };
  const text = 'HEALTHCHECK NONE takes no arguments';
  return refuse(statement, 'too-many-arguments', { ...place, text, hint: 'drop what follows NONE' });
}
