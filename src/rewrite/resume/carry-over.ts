// What of a finished part no image holds, and so has to stand in the file again: ARG, ONBUILD, sometimes CMD.
import type { Plan } from '../../plan/plan.js';
import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { carryArguments } from './carry-arguments.js';
import { carryCommand } from './carry-command.js';
import type { CarriedOver, KeptInstruction } from './carried-over.js';
import type { PassAgain } from './pass-again.js';
import type { FinishedPart } from './find-finished-parts.js';
import { respellKeyword } from './spell-keyword.js';

/**
 * ONBUILD lines stay where they are: the image must not hold them, as its FROM would fire them.
 * What is not kept is in the image's configuration or in its files.
 */
export function carryOver(
  tree: DockerfileTree,
  plan: Plan,
  part: FinishedPart,
): CarriedOver & { readonly passAgain: readonly PassAgain[] } {
  const { inherited, own, passAgain } = carryArguments(tree, plan, part);
  const command = carryCommand(part);
  const kept = new Map<Instruction, KeptInstruction>();
  for (const instruction of part.done) {
    if (instruction.keyword === 'ONBUILD') kept.set(instruction, {});
    const words = own.get(instruction);
    if (words !== undefined) kept.set(instruction, words);
    if (instruction === command?.instruction) kept.set(instruction, command.isExact ? {} : command);
  }
  const isAdded = command !== undefined && command.instruction === undefined;
  const added = [
    ...(isAdded ? [command.text] : []),
    ...part.triggers.map((text) => respellKeyword(part.from, text)),
  ];
  return { inherited, kept, added, passAgain };
}
