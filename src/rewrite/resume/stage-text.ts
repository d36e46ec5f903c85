import type { DockerfileTree, FromInstruction, Instruction } from '../../syntax/tree.js';

export interface StageText {
  readonly from: FromInstruction;
  /** The instructions after FROM. */
  readonly body: readonly Instruction[];
  /** Where the next FROM begins, or the end of the file. */
  readonly end: number;
}

/** All stages of the file, by their numbers. */
export function readStages({ instructions, text }: DockerfileTree): readonly StageText[] {
  const stages: { from: FromInstruction; body: Instruction[]; end: number }[] = [];
  for (const instruction of instructions) {
    const current = stages.at(-1);
    if (instruction.keyword !== 'FROM') current?.body.push(instruction);
    else {
      if (current !== undefined) current.end = instruction.range.start;
      stages.push({ from: instruction, body: [], end: text.length });
    }
  }
  return stages;
}
