import { isError } from '../../messages/message.js';
import { parseTrigger } from '../../syntax/parse-dockerfile.js';
import type { Escape } from '../../syntax/tree.js';

/**
 * Whether a trigger can stand in a file as an instruction of its own. Its heredoc bodies are not in its text;
 * and it was read with `\` as escape character, whatever the file's is.
 */
export function canWriteTrigger(text: string, escape: Escape): boolean {
  const { tree, messages } = parseTrigger(text);
  const isWhole = tree.instructions.length === 1 && !messages.some(isError);
  return isWhole && (escape === '\\' || !/[\\`]/.test(text));
}
