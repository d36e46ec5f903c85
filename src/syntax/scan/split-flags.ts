import { parse, type FlagList, type FlagWord } from '#grammars/flags.js';
import type { Escape } from '../tree.js';

export type { FlagWord } from '#grammars/flags.js';

const none: readonly FlagWord[] = [];
const plainFlag = /--[^\t-\r '"\\`]+(?=[\t-\r ]|$)/y;

/**
 * The leading `--flags` of `[from, to)` and where they end. Most have no quote and no escape character, and
 * are taken without the grammar. BuildKit looks at bytes here: only the blanks of ASCII are blanks.
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
  const found = parse(text.slice(from, to), { startRule: 'Flags', escape });
  const moved = found.flags.map((flag) => ({ ...flag, start: flag.start + from, end: flag.end + from }));
  return { flags: [...flags, ...moved], end: found.end + from };
}

function skipAsciiBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isAsciiBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const isAsciiBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
