import { problem } from '../../messages/message.js';
import type { WordsInstruction } from '../../syntax/tree.js';
import { bind, isBound } from '../state/bindings.js';
import { readPorts } from './read-ports.js';
import { configured, type Lowered, type LoweringContext } from './lowering.js';

/** `port[-port][/protocol]`; the protocol in lower case, tcp by default; a range is one entry for each port. */
export function lowerExpose(
  instruction: WordsInstruction,
  { state, expand, messages }: LoweringContext,
): Lowered {
  const ports: string[] = [];
  for (const word of instruction.words) {
    for (const text of expand.list(word)) {
      const found = readPorts(text);
      ports.push(...(found ?? []));
      if (found === undefined) {
        const reason = `EXPOSE: expected port[-port][/tcp|udp|sctp], found \`${text}\``;
        messages.push(problem('argument-invalid', word.range, reason));
      }
    }
  }
  return configured({
    ...state,
    ports: bind(
      state.ports,
      ports.filter((port) => !isBound(state.ports, port)).map((port) => [port, true]),
    ),
  });
}
