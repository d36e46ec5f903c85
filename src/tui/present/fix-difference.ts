// How the Dockerfile with a fix differs from the one without, as a unified diff shows it.
import { structuredPatch } from 'diff';
import type { Fix } from '../../session/fix.js';
import { showControls } from './describe-step.js';
import { row, span, type Row, type Style } from './span.js';
import { wrapLine } from './wrap-line.js';

/** Lines of the file around what changes. */
const context = 3;

export function fixDifference({ before, text }: Pick<Fix, 'before' | 'text'>, width: number): Row[] {
  const { hunks } = structuredPatch('', '', withoutReturns(before), withoutReturns(text), '', '', {
    context,
  });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    row(span(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, 'keyword')),
    ...lines.flatMap((line) => lineRows(line, width)),
  ]);
}

/** Line ends are the file's own, on both sides. */
const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');

const styles: Readonly<Record<string, Style>> = { '+': 'good', '-': 'bad', '\\': 'faint' };

function lineRows(line: string, width: number): Row[] {
  const style = styles[line[0] ?? ''];
  return wrapLine(showControls(line), width).map((text) => row(span(text, style)));
}
