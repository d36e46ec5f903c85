// What is wrong with the order of instructions, which takes no expansion to see.
import { problem, type Message } from '../messages/message.js';
import type { DockerfileTree, Instruction } from './tree.js';

/** A Dockerfile needs a FROM, and only ARG may stand before it. */
export function checkStructure(tree: DockerfileTree): Message[] {
  const { instructions } = tree;
  const end = { start: tree.text.length, end: tree.text.length };
  if (instructions.length === 0) {
    return [problem('empty-file', end, 'the file has no instruction', 'begin with `FROM image`')];
  }
  const first = instructions.findIndex(isFrom);
  const before = (first === -1 ? instructions : instructions.slice(0, first)).filter(
    (each) => !mayPrecedeFrom(each),
  );
  if (first !== -1) return before.map(refuseBefore);
  const [misplaced] = before;
  if (misplaced !== undefined) return [refuseBefore(misplaced)];
  if (instructions.some((each) => each.keyword === '')) return [];
  return [
    problem('empty-file', end, 'the file has no FROM, and so no stage', 'add `FROM image` below the ARGs'),
  ];
}

/** A trigger is one instruction, and not a FROM. */
export function checkTrigger({ text, instructions }: DockerfileTree): Message[] {
  const [instruction, second] = instructions;
  const range = second?.range ?? instruction?.range ?? { start: 0, end: text.length };
  if (instruction !== undefined && second === undefined && !isFrom(instruction)) return [];
  return [problem('onbuild-invalid', range, 'a trigger is one instruction, and none that begins a stage')];
}

/** An unread FROM still begins its stage. */
function isFrom(instruction: Instruction): boolean {
  return instruction.keyword === 'FROM' || (instruction.keyword === '' && instruction.unread === 'FROM');
}

/** What is no instruction at all has its own message. */
function mayPrecedeFrom(instruction: Instruction): boolean {
  if (instruction.keyword === '') return instruction.unread === 'ARG' || instruction.unread === '';
  return instruction.keyword === 'ARG';
}

function refuseBefore({
  keyword,
  unread,
  keywordRange,
}: Instruction & { readonly unread?: string }): Message {
  const text = `${keyword === '' ? unread : keyword} stands before the first FROM, where only ARG may`;
  return problem('instruction-before-from', keywordRange, text, 'put `FROM image` above it');
}
