// ONBUILD triggers of a base: each is parsed again, as a document of its own, at the FROM that fires it.
import type { Message } from '../messages/message.js';
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
    context.messages.push(...messages.map((message) => placeAtFrom(message, text, from)));
    return tree.instructions;
  });
}

/** What is said of a trigger has its place in the trigger's own text, which is not in the file: it is told at the FROM. */
export const placeAtFrom = (message: Message, trigger: string, { range }: FromInstruction): Message => ({
  ...message,
  range,
  text: `ONBUILD trigger \`${trigger}\` of the base image: ${message.text}`,
});
