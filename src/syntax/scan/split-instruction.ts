import type { Escape } from '../tree.js';
import { isSeparator, skipBlanks, trimBlanks } from './blanks.js';
import { splitFlags, type FlagWord } from './split-flags.js';

/** Offsets in the logical text: keyword, flags, and what is left with both ends trimmed. */
export interface InstructionParts {
  readonly keywordStart: number;
  readonly keywordEnd: number;
  readonly flags: readonly FlagWord[];
  readonly restStart: number;
  readonly restEnd: number;
  /** The last flag ends at a byte inside of a character. */
  readonly cutsCharacter?: true;
}

/** Splits a logical line as BuildKit's splitCommand: keyword, `--flags`, rest; from the offset `from` on. */
export function splitInstruction(text: string, escape: Escape, from = 0): InstructionParts {
  const keywordStart = skipBlanks(text, from, text.length);
  const end = trimBlanks(text, keywordStart, text.length);
  let keywordEnd = keywordStart;
  while (keywordEnd < end && !isSeparator(text.charCodeAt(keywordEnd))) keywordEnd += 1;
  const { end: flagsEnd, ...found } = splitFlags(text, keywordEnd, end, escape);
  return { keywordStart, keywordEnd, ...found, restStart: skipBlanks(text, flagsEnd, end), restEnd: end };
}
