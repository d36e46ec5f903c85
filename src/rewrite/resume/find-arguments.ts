import type { Step } from '../../plan/plan.js';
import type { Assignment, DockerfileTree, Instruction } from '../../syntax/tree.js';
import { parseTrigger } from '../../syntax/parse-dockerfile.js';
import { canWriteTrigger } from './write-trigger.js';

/** What a step that is an ARG says, in the words of the file or of a trigger that may stand in it. */
export function findArguments(tree: DockerfileTree, step: Step): readonly Assignment[] {
  const instruction = step.trigger ? readTrigger(tree, step) : findInstruction(tree, step);
  return instruction?.keyword === 'ARG' ? instruction.assignments : [];
}

function readTrigger({ escape }: DockerfileTree, { text }: Step): Instruction | undefined {
  return canWriteTrigger(text, escape) ? parseTrigger(text).tree.instructions[0] : undefined;
}

const findInstruction = ({ instructions }: DockerfileTree, { range }: Step): Instruction | undefined =>
  instructions.find((instruction) => instruction.range.start === range.start);
