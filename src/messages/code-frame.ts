import type { Message } from './message.js';
import { locate } from './range.js';

const maximumWidth = 160;

/** A tab stays a tab under the caret, so that the columns agree whatever the terminal's tab width. */
const blankOf = (text: string): string => text.replaceAll(/[^\t]/g, ' ');

/**
 * The lines around the message's range with a caret below it:
 * ```
 *    2 | FROM a
 * >  3 | COPPY . .
 *      | ^^^^^
 * ```
 * At most one line of context before; long lines are cut around the caret.
 */
export function codeFrame(text: string, range: { start: number; end: number }): string {
  const { line, column } = locate(text, range.start);
  const lines = text.split('\n', line).map((each) => each.replace(/\r$/, ''));
  const numberWidth = String(line).length + 1;
  const current = lines[line - 1] ?? '';
  const shift = Math.max(0, column - maximumWidth);
  const shown = current.slice(shift, shift + maximumWidth + 40);
  const length = Math.max(1, Math.min(range.end - range.start, current.length - column + 1));
  const before =
    line > 1
      ? [`  ${String(line - 1).padStart(numberWidth)} | ${(lines[line - 2] ?? '').slice(0, maximumWidth)}`]
      : [];
  return [
    ...before,
    `> ${String(line).padStart(numberWidth)} | ${shown}`,
    `  ${' '.repeat(numberWidth)} | ${blankOf(current.slice(shift, column - 1))}${'^'.repeat(Math.min(length, maximumWidth))}`,
  ].join('\n');
}

/** `path:line:column: severity: reason`, the excerpt with a caret, and what to do. */
export function formatMessage(path: string, text: string, message: Message): string {
  const { line, column } = locate(text, message.range.start);
  const severity = message.severity === 'warning' ? 'warning: ' : '';
  const hint = message.hint === undefined ? '' : `\n  ${message.hint}`;
  return `${path}:${line}:${column}: ${severity}${message.text}\n${codeFrame(text, message.range)}${hint}`;
}
