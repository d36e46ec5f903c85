// The text of a file out of an image: nobody's word is taken for what is in it.
import type { FileText } from '../../step-files.js';
import type { WrappedLines } from '../../wrapped-lines.js';
import { showControls } from '../describe-step.js';
import { row, span, type Style } from '../span.js';
import { wrapLine } from '../wrap-line.js';

/** Rows are made only of the lines that are looked at. Controls are shown as signs, those of colours too. */
export function presentFileText(
  { lines, notes }: FileText,
  type: 'text' | 'difference' | 'checkpoints',
  width: number,
): { readonly lines: WrappedLines; readonly notes: readonly string[] } {
  const textAt = (line: number): string => showControls(lines[line] ?? '');
  const styleAt = (line: number): Style | undefined =>
    styles[type === 'text' ? '' : markOf(lines[line] ?? '', type)];
  return {
    notes,
    lines: {
      first: 0,
      end: lines.length,
      rowsAt: (line) => wrapLine(textAt(line), width).map((text) => row(span(text, styleAt(line)))),
      textAt,
    },
  };
}

/** Those of what differs between checkpoints stand below titles. */
const markOf = (line: string, type: 'difference' | 'checkpoints'): string =>
  (type === 'difference' ? line : line.trimStart())[0] ?? '';

/** By what a line of a unified diff begins with. */
const styles: Readonly<Record<string, Style>> = { '+': 'good', '-': 'bad', '@': 'current' };
