import type { CommandForm } from '../syntax/tree.js';

/** On one line, for people: the words of an exec form as JSON, as a Dockerfile has them. */
export const formatCommand = (command: CommandForm): string =>
  command.form === 'shell' ? command.script : JSON.stringify(command.arguments);
