import { problem } from '../../messages/message.js';
import type { Word, WordsInstruction } from '../../syntax/tree.js';
import { bind, isBound } from '../state/bindings.js';
import { readPorts } from './read-ports.js';
import { configured, type Lowered, type LoweringContext } from './lowering.js';

/** `port[-port][/protocol]`; the protocol in lower case, tcp by default; a range is one entry for each port. */
export function lowerExpose(instruction: WordsInstruction, context: LoweringContext): Lowered {
  const { state } = context;
  const found = instruction.words.map((word) => ({ word, ports: portsOf(word, context) }));
  const added = new Set(found.flatMap(({ ports }) => ports).filter((port) => !isBound(state.ports, port)));
  // BuildKit sorts the words before it expands them (parseExpose), which nothing else shows.
  const told = found.toSorted((one, other) => (one.word.text < other.word.text ? -1 : 1));
  return configured(
    {
      ...state,
      ports: bind(
        state.ports,
        [...added].map((port) => [port, true]),
      ),
    },
    `EXPOSE [${told.flatMap(({ ports }) => ports).join(' ')}]`,
  );
}

function portsOf(word: Word, { expand, messages }: LoweringContext): readonly string[] {
  return expand.list(word).flatMap((text) => {
    const ports = readPorts(text);
    if (ports !== undefined) return ports;
    const reason = `EXPOSE: expected port[-port][/tcp|udp|sctp], found \`${text}\``;
    messages.push(problem('argument-invalid', word.range, reason));
    return [];
  });
}
