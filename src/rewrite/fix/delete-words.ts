// Words taken out of an instruction, with the blanks that would be left, and the lines.
import type { Range } from '../../messages/range.js';
import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { deleteRange, type Edit } from '../edit.js';

/**
 * `words` are all words of the script in the file, `gone` those that go. Undefined where the first or the last line of
 * the instruction would be left without any: it has to be written anew then.
 */
export function deleteWords(
  { text, escape }: DockerfileTree,
  { leaves }: Instruction,
  words: readonly Range[],
  gone: readonly Range[],
): readonly Edit[] | undefined {
  if (gone.length === 0) return [];
  const edits: Edit[] = [];
  const lines = leaves.filter(({ type }) => type !== 'comment' && type !== 'blank');
  for (const [index, { range }] of lines.entries()) {
    const isHere = ({ start }: Range): boolean => start >= range.start && start < range.end;
    const here = gone.filter(isHere);
    if (here.length === 0) continue;
    if (here.some(({ end }) => end > range.end)) return undefined;
    const isEmptied = words.filter(isHere).length === here.length;
    if (!isEmptied) edits.push(...here.map((word) => withBlanks(text, word, range)));
    else if (index === 0 || !text.slice(range.start, range.end).trimEnd().endsWith(escape)) return undefined;
    else edits.push(deleteRange(range.start, range.end));
  }
  return edits;
}

/** Those before it, unless it begins its line: then those behind it. */
function withBlanks(text: string, { start, end }: Range, line: Range): Edit {
  let from = start;
  while (from > line.start && /[ \t]/.test(text[from - 1] ?? '')) from -= 1;
  if (from > line.start) return deleteRange(from, end);
  let to = end;
  while (/[ \t]/.test(text[to] ?? '')) to += 1;
  return deleteRange(start, to);
}
