// One instruction of a file exchanged for another text, which must be one instruction again.
import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { parseDockerfile } from '../../syntax/parse-dockerfile.js';
import { isError } from '../../messages/message.js';
import { applyEdits } from '../apply-edits.js';
import { replaceRange } from '../edit.js';
import { lineEnd } from '../resume/line-end.js';

export type Replaced = { readonly text: string } | { readonly refused: string };

/** All of its lines but the last line end, as they stand in the file. */
export function instructionText({ text }: DockerfileTree, { range }: Instruction): string {
  return text.slice(range.start, range.end).replace(/\r*\n$/, '');
}

/** Line ends become those of the file; nothing outside of the instruction changes. */
export function replaceInstruction(tree: DockerfileTree, instruction: Instruction, wanted: string): Replaced {
  const index = tree.instructions.indexOf(instruction);
  const { start } = instruction.range;
  const end = start + instructionText(tree, instruction).length;
  const replacement = wanted.replace(/(?:\r?\n)+$/, '').replaceAll(/\r?\n/g, lineEnd(tree));
  const text = applyEdits(tree.text, [replaceRange({ start, end }, replacement)]);
  const refused = whyNot(tree, index, text);
  return refused === undefined ? { text } : { refused };
}

function whyNot(tree: DockerfileTree, index: number, text: string): string | undefined {
  const { tree: read, messages } = parseDockerfile(text);
  const count = read.instructions.length - tree.instructions.length;
  if (count > 0) return `the new text has ${String(count + 1)} instructions, and takes the place of one`;
  if (count < 0)
    return 'the new text takes in what comes after it: its last line is continued, or it holds no instruction';
  const same = tree.instructions.every(
    (each, at) => at === index || isSame(tree, each, read, read.instructions[at]),
  );
  if (!same) return 'the new text changes how the instructions beside it are read';
  const own = read.instructions[index];
  const wrong = messages.find((message) => isError(message) && isWithin(own, message.range.start));
  return wrong?.text;
}

const isWithin = (instruction: Instruction | undefined, at: number): boolean =>
  instruction !== undefined && at >= instruction.range.start && at < instruction.range.end;

const isSame = (
  one: DockerfileTree,
  left: Instruction,
  other: DockerfileTree,
  right?: Instruction,
): boolean => right !== undefined && instructionText(one, left) === instructionText(other, right);
