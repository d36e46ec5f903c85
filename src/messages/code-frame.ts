import type { Message } from './message.js';
import { locateIn, type Lines, type Range } from './range.js';

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
export function codeFrame(lines: Lines, range: Range): string {
  const { line, column } = locateIn(lines, range.start);
  const numberWidth = String(line).length + 1;
  const current = lineAt(lines, line);
  const shift = Math.max(0, column - maximumWidth);
  const shown = current.slice(shift, shift + maximumWidth + 40);
  const length = Math.max(1, Math.min(range.end - range.start, current.length - column + 1));
  const before =
    line > 1
      ? [`  ${String(line - 1).padStart(numberWidth)} | ${lineAt(lines, line - 1).slice(0, maximumWidth)}`]
      : [];
  return [
    ...before,
    `> ${String(line).padStart(numberWidth)} | ${shown}`,
    `  ${' '.repeat(numberWidth)} | ${blankOf(current.slice(shift, column - 1))}${'^'.repeat(Math.min(length, maximumWidth))}`,
  ].join('\n');
}

/** A line by its number, without its end. */
function lineAt({ text, starts }: Lines, line: number): string {
  const next = starts[line];
  const end = next === undefined ? text.length : next - 1;
  return text.slice(starts[line - 1], text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end);
}

const carriageReturn = 13;

/** `path:line:column: severity: reason`, the excerpt with a caret, and what to do. */
export function formatMessage(path: string, lines: Lines, message: Message): string {
  const { line, column } = locateIn(lines, message.range.start);
  const severity = message.severity === 'warning' ? 'warning: ' : '';
  const hint = message.hint === undefined ? '' : `\n  ${message.hint}`;
  return `${path}:${line}:${column}: ${severity}${message.text}\n${codeFrame(lines, message.range)}${hint}`;
}
