import { problem } from '../../messages/message.js';
import type { WordsInstruction } from '../../syntax/tree.js';
import { readPorts } from './read-ports.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

/** `port[-port][/protocol]`; the protocol in lower case, tcp by default; a range is one entry for each port. */
export function lowerExpose(
  instruction: WordsInstruction,
  { state, expand, messages }: LoweringContext,
): Lowered {
  const ports: Record<string, object> = { ...state.config.ExposedPorts };
  for (const word of instruction.words) {
    for (const text of expand.list(word)) {
      const found = readPorts(text);
      for (const port of found ?? []) ports[port] = {};
      if (found === undefined) {
        const reason = `EXPOSE: expected port[-port][/tcp|udp|sctp], found \`${text}\``;
        messages.push(problem('argument-invalid', word.range, reason));
      }
    }
  }
  return configured(reconfigure(state, { ExposedPorts: ports }));
}
