import type { Edit } from '../edit.js';
import type { Instruction } from '../../syntax/tree.js';

/** What of a finished part has to stand in the file again. */
export interface CarriedOver {
  /** ARGs that no instruction of the stage's own declares, as words of ARG; they come first. */
  readonly inherited: readonly string[];
  /** Finished instructions that stay, in order. */
  readonly kept: ReadonlyMap<Instruction, KeptInstruction>;
  /** Instructions to be added after these ARGs, in order: a CMD that a trigger has set, and triggers that are left. */
  readonly added: readonly string[];
}

/** Without `text` the instruction stays as it is. */
export interface KeptInstruction {
  readonly text?: string;
  /** Of an ARG: keyword and words, for one that takes others in. */
  readonly opening?: string;
  readonly words?: readonly string[];
}

/** The edits that leave of a part only what is carried over. */
export interface WrittenPart {
  readonly edits: readonly Edit[];
  readonly notes: readonly string[];
}
