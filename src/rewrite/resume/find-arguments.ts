import type { Step } from '../../plan/plan.js';
import { instructionAt } from '../../plan/trace-expansions.js';
import type { Assignment, DockerfileTree, Instruction } from '../../syntax/tree.js';
import { parseTrigger } from '../../syntax/parse-dockerfile.js';
import { canWriteTrigger } from './write-trigger.js';

/** What a step that is an ARG says, in the words of the file or of a trigger that may stand in it. */
export function findArguments(tree: DockerfileTree, step: Step): readonly Assignment[] {
  const instruction = step.trigger ? readTrigger(tree, step) : instructionAt(tree, step.range.start);
  return instruction?.keyword === 'ARG' ? instruction.assignments : [];
}

function readTrigger({ escape }: DockerfileTree, { text }: Step): Instruction | undefined {
  return canWriteTrigger(text, escape) ? parseTrigger(text).tree.instructions[0] : undefined;
}
