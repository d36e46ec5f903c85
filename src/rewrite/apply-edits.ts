import { BugError } from '../messages/errors.js';
import type { Edit } from './edit.js';

/**
 * The text with all edits made; their ranges are offsets in the original, in any order. What no range covers stays
 * to the byte. Edits may touch; overlapping ones, and an insertion inside what another edit replaces, are a BugError.
 * Several insertions at one place come in the order given, before what replaces the text that begins there.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort(
    (one, other) => one.range.start - other.range.start || one.range.end - other.range.end,
  );
  let result = '';
  let copied = 0;
  for (const { range, text: replacement } of ordered) {
    checkRange(range, text.length);
    if (range.start < copied) throw new BugError(`edits overlap at offset ${range.start}`);
    result += text.slice(copied, range.start) + replacement;
    copied = range.end;
  }
  return result + text.slice(copied);
}

function checkRange({ start, end }: Edit['range'], length: number): void {
  if (start >= 0 && start <= end && end <= length) return;
  throw new BugError(`the edit [${start}, ${end}) is not within a text of length ${length}`);
}
