import { problem, warning, type Message } from '../messages/message.js';
import { quoteText } from './quote-text.js';
import type { InstructionParts } from './scan/split-instruction.js';
import { sourceRange } from './source-range.js';
import type { LogicalText } from './tree.js';

const none: readonly Message[] = [];
const hint = 'use ASCII alone in flags; in a pattern of --exclude, `?` stands for any one letter';

/**
 * Flags that docker build does not read as they are written, since it takes each of their bytes for a character.
 * Where the second of a character's three bytes is a blank to it, the arguments begin with what is no text.
 */
export function checkFlagBytes(
  logical: LogicalText,
  { flags, cutsCharacter }: InstructionParts,
): readonly Message[] {
  const last = flags.at(-1);
  if (last === undefined) return none;
  const read = flags.filter(({ text }) => beyondAscii.test(text));
  if (read.length === 0) return none;
  return read.map((flag) => {
    const range = sourceRange(logical, flag.start, flag.end);
    if (cutsCharacter === true && flag === last) {
      const text = 'docker build ends this flag inside of its last letter, a byte of which is a blank to it';
      return problem('flag-encoding', range, text, hint);
    }
    const text = `docker build takes each byte of this flag for a letter: ${quoteText(spell(flag.text))}`;
    return warning('flag-encoding', range, text, hint);
  });
}

const beyondAscii = /[\x80-\xff]/;

/** With what nobody sees, or a terminal obeys, in digits. */
const spell = (text: string): string =>
  text.replaceAll(/[\x80-\xa0\xad]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
