// The physical lines of a finished part, and what is to become of each: the form that shifts no line.
import { takeLine, type Cursor } from '../../syntax/scan/take-line.js';
import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import type { KeptInstruction } from './carried-over.js';
import type { FinishedPart } from './find-finished-parts.js';

export interface PlannedLine {
  readonly start: number;
  /** Without its line end. */
  readonly end: number;
  /** A finished line is commented out; a kept one stays; a free one stays too, and may be given up for a new one. */
  readonly use: 'finished' | 'kept' | 'free';
  /** What is to stand there instead. */
  text?: string;
}

/** The lines after FROM up to the first instruction that is left. */
export function planLines(
  { text }: DockerfileTree,
  { from, done, end }: FinishedPart,
  kept: ReadonlyMap<Instruction, KeptInstruction>,
): PlannedLine[] {
  const cursor: Cursor = { text, offset: from.range.end, line: from.endLine + 1 };
  const doneEnd = done.at(-1)?.range.end ?? cursor.offset;
  const lines: PlannedLine[] = [];
  while (cursor.offset < end) {
    const line = takeLine(cursor);
    if (line === undefined) break;
    const { start, contentEnd } = line;
    const owner = done.find(({ range }) => start >= range.start && start < range.end);
    if (owner !== undefined) lines.push({ start, end: contentEnd, ...fateOf(owner, start, kept) });
    else {
      // A comment within the cut may go; below it only a blank line may.
      const isFree = start < doneEnd || contentEnd === start;
      lines.push({ start, end: contentEnd, use: isFree ? 'free' : 'kept' });
    }
  }
  return lines;
}

function fateOf(
  owner: Instruction,
  start: number,
  kept: ReadonlyMap<Instruction, KeptInstruction>,
): Pick<PlannedLine, 'use' | 'text'> {
  const fate = kept.get(owner);
  if (fate === undefined) return { use: 'finished' };
  if (fate.text === undefined) return { use: 'kept' };
  return start === owner.range.start ? { use: 'kept', text: fate.text } : { use: 'finished' };
}
