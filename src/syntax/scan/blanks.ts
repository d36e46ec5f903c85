// What counts as blank, as Go's unicode.IsSpace has it: JavaScript's trim() also takes U+FEFF and leaves U+0085.

const tab = 9;
const carriageReturn = 13;
const space = 32;

/** Blanks that are trimmed from both ends of an instruction. */
export function isBlank(code: number): boolean {
  if (code <= space) return code === space || (code >= tab && code <= carriageReturn);
  if (code < 0x85) return false;
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Blanks that separate words: `[\t\v\f\r ]`, a narrower set. */
export function isSeparator(code: number): boolean {
  return code === space || code === tab || (code > 10 && code <= carriageReturn);
}

/** The first offset in `[from, to)` that is not blank, or `to`. */
export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** The end of what is left of `[from, to)` without the blanks at its end. */
export function trimBlanks(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Without the blanks at both ends. */
export function trimText(text: string): string {
  const start = skipBlanks(text, 0, text.length);
  return text.slice(start, trimBlanks(text, start, text.length));
}
