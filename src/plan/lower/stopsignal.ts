import { problem } from '../../messages/message.js';
import { readSignal } from '../../syntax/values/scalars.js';
import type { WordInstruction } from '../../syntax/tree.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

export function lowerStopsignal(
  instruction: WordInstruction,
  { state, expand, messages }: LoweringContext,
): Lowered {
  const signal = expand(instruction.word);
  if (readSignal(signal) === undefined) {
    const reason = `STOPSIGNAL: expected a signal's name or number, found \`${signal}\``;
    messages.push(problem('argument-invalid', instruction.word.range, reason, 'such as SIGTERM or 15'));
  }
  return configured(reconfigure(state, { StopSignal: signal }));
}
