import type { CommandText } from './commands.js';

/** On one line, for people: the words of an exec form as JSON, as a Dockerfile has them. */
export const formatCommand = (command: CommandText): string =>
  command.form === 'shell' ? command.script : JSON.stringify(command.words);
