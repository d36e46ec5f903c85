// What changed in a text, as the lines of a unified diff.
import { structuredPatch } from 'diff';
import type { FileText } from '../../tui/step-files.js';

/** Undefined of what is no text, or of which not all is known. */
export interface TextChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Nothing else happens while texts are compared: those that differ in more are not. */
const limits = { maxEditLength: 4000, timeout: 300 };

export function describeDifference({ before, after }: TextChange): FileText {
  if (before === undefined || after === undefined)
    return explain('no differences of lines: it is no text, or more than is read');
  if (before === after) return explain('its text has not changed');
  const patch = structuredPatch('', '', before, after, '', '', { context: 3, ...limits });
  if (patch === undefined) return explain('too much of it has changed to tell the differences');
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: changed }) => [
    `@@ -${String(oldStart)},${String(oldLines)} +${String(newStart)},${String(newLines)} @@`,
    ...changed,
  ]);
  return { lines, notes: [] };
}

const explain = (note: string): FileText => ({ lines: [], notes: [note] });
