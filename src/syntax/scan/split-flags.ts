import { parse, type FlagWord } from '#grammars/flags.js';
import type { Escape } from '../tree.js';
import { spellBytes } from './spell-bytes.js';

export type { FlagWord } from '#grammars/flags.js';

export interface FlagList {
  readonly flags: readonly FlagWord[];
  /** Where the arguments begin. */
  readonly end: number;
  /** The last flag ends at a byte inside of a character; `end` lies behind it. */
  readonly cutsCharacter?: true;
}

const none: readonly FlagWord[] = [];
const plainFlag = /--[^\t-\r '"\\`\u0080-\uffff]+(?=[\t-\r ]|$)/y;

/**
 * The leading `--flags` of `[from, to)` and where they end. Most have no quote, no escape character and nothing
 * beyond ASCII, and are taken without the grammar. BuildKit takes each byte of a flag for a character
 * (extractBuilderFlags), and so does the text of one here: `é` is `Ã©`, and the second byte of `à` is a blank.
 */
export function splitFlags(text: string, from: number, to: number, escape: Escape): FlagList {
  let at = skipAsciiBlanks(text, from, to);
  if (!text.startsWith('--', at)) return { flags: none, end: at };
  const flags: FlagWord[] = [];
  while (text.startsWith('--', at)) {
    plainFlag.lastIndex = at;
    const flag = plainFlag.exec(text)?.[0];
    if (flag === undefined) return addFlags(flags, text, at, to, escape);
    flags.push({ start: at, end: at + flag.length, text: flag });
    at = skipAsciiBlanks(text, at + flag.length, to);
  }
  return { flags, end: at };
}

function addFlags(
  flags: readonly FlagWord[],
  text: string,
  from: number,
  to: number,
  escape: Escape,
): FlagList {
  const bytes = spellBytes(text.slice(from, to));
  const { origins } = bytes;
  const cuts = (at: number): boolean => at > 0 && origins[at] === origins[at - 1];
  const place = (at: number): number => (cuts(at) ? place(at + 1) : from + (origins[at] ?? 0));
  const found = parse(bytes.text, { startRule: 'Flags', escape });
  const placed = found.flags.map((flag) => ({ ...flag, start: place(flag.start), end: place(flag.end) }));
  return {
    flags: [...flags, ...placed],
    end: place(found.end),
    ...(cuts(found.end) ? { cutsCharacter: true } : {}),
  };
}

function skipAsciiBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isAsciiBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const isAsciiBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
