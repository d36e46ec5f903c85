import { sourceRange } from './source-range.js';
import type { FlagWord } from './scan/split-flags.js';
import type { InstructionParts } from './scan/split-instruction.js';
import type { Flag, InstructionBase, LogicalText } from './tree.js';

/** The parts of an instruction that come from splitting its logical line, with their places in the file. */
export function describeParts(
  logical: LogicalText,
  parts: InstructionParts,
): Pick<InstructionBase, 'keywordRange' | 'flags' | 'rest'> {
  const { restStart, restEnd } = parts;
  return {
    keywordRange: sourceRange(logical, parts.keywordStart, parts.keywordEnd),
    flags: parts.flags.length === 0 ? none : parts.flags.map((flag) => describeFlag(logical, flag)),
    rest: { text: logical.text.slice(restStart, restEnd), start: restStart },
  };
}

const none: readonly Flag[] = [];

function describeFlag(logical: LogicalText, { start, end, text }: FlagWord): Flag {
  const range = sourceRange(logical, start, end);
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text.slice(2), range };
  const valueStart = start + logical.text.slice(start, end).indexOf('=') + 1;
  const valueRange = sourceRange(logical, valueStart, end);
  return { name: text.slice(2, equals), value: text.slice(equals + 1), range, valueRange };
}
