// Single characters and backslashes in Go's regular expressions.
import { quoteCharacter } from '../sources/quote-character.js';

/** A piece of an expression, translated. */
export interface Piece {
  readonly translated: string;
  readonly end: number;
  /** Of a single character: what a range is measured by. */
  readonly value?: number;
  readonly isRepetition?: boolean;
  readonly isRefused?: boolean;
}

export const readPlain = (character: string, end: number): Piece => ({
  translated: quoteCharacter(character),
  end,
  value: character.codePointAt(0) ?? 0,
});

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const sets: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  s: '[\\t\\n\\f\\r ]',
  S: '[^\\t\\n\\f\\r ]',
  w: '[0-9A-Za-z_]',
  W: '[^0-9A-Za-z_]',
};
const places: Readonly<Record<string, string>> = { b: '(?:\\b)', B: '(?:\\B)', A: '(?:^)', z: '(?:$)' };

/** A letter keeps Go's meaning (`\d` is a digit), a sign means itself; other letters Go refuses. */
export function readEscape(
  characters: readonly string[],
  position: number,
  inClass: boolean,
): Piece | undefined {
  const escaped = characters[position];
  if (escaped === undefined) return undefined;
  const end = position + 1;
  const control = controls[escaped];
  if (control !== undefined) return readPlain(String.fromCodePoint(control), end);
  const translated = sets[escaped] ?? (inClass ? undefined : places[escaped]);
  if (translated !== undefined) return { translated, end };
  return isSign(escaped) ? readPlain(escaped, end) : readNumber(characters, position);
}

const isSign = (character: string): boolean => character < '\x80' && !/^[0-9A-Za-z]$/.test(character);

/** `\0` to `\377`, where a single digit other than 0 would be a reference; `\x41`, `\x{41}`. */
function readNumber(characters: readonly string[], position: number): Piece | undefined {
  const text = characters.slice(position, position + 12).join('');
  const found = /^(?:(0[0-7]{0,2}|[1-7][0-7]{1,2})|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\})/.exec(text);
  if (found === null) return undefined;
  const [all, octal, short, long] = found;
  const value = octal === undefined ? Number.parseInt(short ?? long ?? '', 16) : Number.parseInt(octal, 8);
  return value > 0x10ffff ? undefined : readPlain(String.fromCodePoint(value), position + all.length);
}
