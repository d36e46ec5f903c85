import type { CommandInstruction, Instruction } from '../../syntax/tree.js';
import type { FinishedPart } from './find-finished-parts.js';
import { spellKeyword } from './spell-keyword.js';

export interface CarriedCommand {
  /** In exec form: the vector in effect, whatever SHELL says by now. */
  readonly text: string;
  /** The instruction that set it; a trigger did if there is none. */
  readonly instruction?: CommandInstruction;
  /** The instruction says exactly this as it stands. */
  readonly isExact: boolean;
}

/**
 * An ENTRYPOINT clears a CMD that its own stage has not set (BuildKit, dispatchEntrypoint): where one is still to
 * come, the CMD that this stage has set is set again.
 */
export function carryCommand({
  from,
  state,
  done,
  rest,
  triggers,
}: FinishedPart): CarriedCommand | undefined {
  const { Cmd: vector } = state.settings;
  const isCleared =
    rest.some(({ keyword }) => keyword === 'ENTRYPOINT') ||
    triggers.some((trigger) => /^\s*ENTRYPOINT\b/i.test(trigger));
  if (!isCleared || !state.commandSet || vector === undefined) return undefined;
  const text = `${spellKeyword(from, 'CMD')} [${vector.map((word) => JSON.stringify(word)).join(', ')}]`;
  const instruction = done.findLast(isCommand);
  if (instruction === undefined) return { text, isExact: false };
  return { text, instruction, isExact: instruction.command.form === 'exec' };
}

const isCommand = (instruction: Instruction): instruction is CommandInstruction =>
  instruction.keyword === 'CMD';
