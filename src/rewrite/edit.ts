import type { Range } from '../messages/range.js';

/** A change of a text: the half-open range of the original that goes, and what comes in its place. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export const insertAt = (offset: number, text: string): Edit => ({
  range: { start: offset, end: offset },
  text,
});

export const replaceRange = ({ start, end }: Range, text: string): Edit => ({ range: { start, end }, text });

export const deleteRange = (start: number, end: number): Edit => ({ range: { start, end }, text: '' });
