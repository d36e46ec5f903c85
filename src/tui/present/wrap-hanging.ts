import sliceAnsi from 'slice-ansi';
import wrapAnsi from 'wrap-ansi';
import { widthOf } from './fit.js';
import { withoutColors } from './without-colors.js';
import { wrapLine } from './wrap-line.js';

/**
 * The rows of text behind a label of `indent` columns: broken at blanks where there are any, those after the first
 * below the beginning of the text, colours kept. Without room for that it is cut as a terminal does.
 */
export function wrapHanging(line: string, width: number, indent: number): readonly string[] {
  if (widthOf(line) <= width) return [line];
  const start = indent + (/^ */.exec(withoutColors(line).slice(indent))?.[0].length ?? 0);
  if (start * 2 > width) return wrapLine(line, width);
  const rows = wrapAnsi(sliceAnsi(line, start), width - start, { hard: true }).split('\n');
  return rows.map((text, at) => (at === 0 ? sliceAnsi(line, 0, start) : ' '.repeat(start)) + text);
}
