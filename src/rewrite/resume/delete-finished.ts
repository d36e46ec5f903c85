import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { deleteRange, replaceRange, type Edit } from '../edit.js';
import type { CarriedOver, WrittenPart } from './carried-over.js';
import type { FinishedPart } from './find-finished-parts.js';
import { insertLines } from './insert-lines.js';
import { spellKeyword } from './spell-keyword.js';

/** What stands between two instructions belongs to the second, and goes or stays with it. */
export function deleteFinished(
  tree: DockerfileTree,
  { from, done }: FinishedPart,
  carried: CarriedOver,
): WrittenPart {
  const added = [
    ...carried.inherited.map((word) => `${spellKeyword(from, 'ARG')} ${word}`),
    ...carried.added,
  ];
  const edits: Edit[] = added.length === 0 ? [] : [insertLines(tree, from, added)];
  let before: Instruction = from;
  for (const instruction of done) {
    const kept = carried.kept.get(instruction);
    if (kept === undefined) edits.push(deleteRange(before.range.end, instruction.range.end));
    else if (kept.text !== undefined) edits.push(replaceInstruction(tree, instruction, kept.text));
    before = instruction;
  }
  return { edits, notes: [] };
}

/** All of its lines but the last line end. */
function replaceInstruction({ text }: DockerfileTree, { range }: Instruction, replacement: string): Edit {
  const end = range.start + text.slice(range.start, range.end).replace(/\r*\n$/, '').length;
  return replaceRange({ start: range.start, end }, replacement);
}
