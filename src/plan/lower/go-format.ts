// What Go's fmt makes of values: BuildKit words the history of an image with it.

/** Go's unicode.IsPrint: no blank is but the space. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};
const replacementCharacter = 0xfffd;
const highestCharacter = 0x10ffff;

/** A text by `%q`. */
export const quoteText = (text: string): string =>
  `"${Array.from(text, (character) => (character === '"' ? '\\"' : escape(character))).join('')}"`;

/** A list of texts by `%q`. */
export const quoteList = (texts: readonly string[]): string => `[${texts.map(quoteText).join(' ')}]`;

/** A number by `%q`, which takes it for a character. */
export function quoteNumber(number: number): string {
  const isCharacter = number >= 0 && number <= highestCharacter && !isSurrogate(number);
  const character = String.fromCodePoint(isCharacter ? number : replacementCharacter);
  return `'${character === "'" ? "\\'" : escape(character)}'`;
}

function escape(character: string): string {
  const name = named[character];
  if (name !== undefined) return name;
  const code = character.codePointAt(0) ?? 0;
  if (isSurrogate(code)) return String.fromCodePoint(replacementCharacter);
  if (printable.test(character)) return character;
  const digits = code.toString(16);
  if (code < 0x80) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** A duration, in nanoseconds, by its String method: `1h2m3.5s`, `1.5ms`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 0) return `-${formatDuration(-nanoseconds)}`;
  for (const [limit, unit] of [
    [1e3, 'ns'],
    [1e6, 'µs'],
    [1e9, 'ms'],
  ] as const)
    if (nanoseconds < limit) return `${fraction(nanoseconds, limit / 1e3)}${unit}`;
  const minutes = Math.floor(nanoseconds / 60e9);
  const seconds = `${fraction(nanoseconds - minutes * 60e9, 1e9)}s`;
  if (minutes === 0) return seconds;
  return minutes < 60
    ? `${String(minutes)}m${seconds}`
    : `${String(Math.floor(minutes / 60))}h${String(minutes % 60)}m${seconds}`;
}

/** So many of a unit, with no more digits than it takes. */
function fraction(nanoseconds: number, unit: number): string {
  const digits = String(unit).length - 1;
  const rest = String(nanoseconds % unit)
    .padStart(digits, '0')
    .slice(0, digits)
    .replace(/0+$/, '');
  const whole = String(Math.floor(nanoseconds / unit));
  return rest === '' ? whole : `${whole}.${rest}`;
}
