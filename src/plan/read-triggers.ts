// ONBUILD triggers of a base: each is parsed again, as a document of its own, at the FROM that fires it.
import { problem } from '../messages/message.js';
import type { FromInstruction, Instruction } from '../syntax/tree.js';
import { parseTrigger } from '../syntax/parse-dockerfile.js';
import type { LowerStageContext } from './lower-stage.js';

export function readTriggers(
  triggers: readonly string[],
  from: FromInstruction,
  context: LowerStageContext,
): Instruction[] {
  return triggers.flatMap((text) => {
    const { tree, messages } = parseTrigger(text);
    for (const { code, text: reason, hint } of messages) {
      context.messages.push(
        problem(code, from.range, `ONBUILD trigger \`${text}\` of the base image: ${reason}`, hint),
      );
    }
    return tree.instructions;
  });
}
