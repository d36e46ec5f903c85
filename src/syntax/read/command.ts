import type { CommandForm } from '../tree.js';
import { readStrings } from './json-array.js';
import { isRefusal, restOf, type Read, type Refusal, type Statement } from './statement.js';

/** RUN, CMD and ENTRYPOINT: an exec form, or a shell script. All three may be empty. */
export const readCommand: Read = (statement) => {
  const command = readCommandForm(statement);
  if (isRefusal(command)) return command;
  const keyword = statement.keyword as 'RUN' | 'CMD' | 'ENTRYPOINT';
  return keyword === 'RUN' ? { keyword, command } : { keyword, command };
};

/** The command at `place` in the logical text, the whole rest unless given. */
export function readCommandForm(statement: Statement, place = restOf(statement.base)): CommandForm | Refusal {
  const strings = readStrings(statement, place);
  if (isRefusal(strings)) return strings;
  if (strings !== undefined) return { form: 'exec', arguments: strings };
  const { rest, logical } = statement.base;
  const whole = place.end - place.start === rest.text.length;
  return { form: 'shell', script: whole ? rest.text : logical.text.slice(place.start, place.end) };
}

/** An exec form without arguments, or a script without text. */
export function isEmptyCommand(command: CommandForm): boolean {
  return command.form === 'exec' ? command.arguments.length === 0 : command.script === '';
}
