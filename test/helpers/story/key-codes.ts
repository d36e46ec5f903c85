/** What a terminal sends for the keys that a story names. */
export const keyCodes: ReadonlyMap<string, string> = new Map([
  ['Enter', '\r'],
  ['Space', ' '],
  ['Esc', '\u001b'],
  ['Tab', '\t'],
  ['Backspace', '\u007f'],
  ['Up', '\u001b[A'],
  ['Down', '\u001b[B'],
  ['Right', '\u001b[C'],
  ['Left', '\u001b[D'],
  ['PgUp', '\u001b[5~'],
  ['PgDn', '\u001b[6~'],
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    .split('')
    .map((letter) => [`Ctrl-${letter}`, String.fromCharCode(letter.charCodeAt(0) - 64)] as const),
]);
