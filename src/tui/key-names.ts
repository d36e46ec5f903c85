// Names of keys: a character is its own, the others are named by what a terminal sends for them.

/** Characters that are keys with names. */
export const namedCharacters: Readonly<Record<string, string>> = {
  '\r': 'return',
  '\n': 'return',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
  ' ': 'space',
  '\0': 'ctrl+space',
};

/** By the last letter of the sequence. */
export const keysByLetter: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  Z: 'shift+tab',
};

/** By the number of a sequence that ends with a tilde. */
export const keysByNumber: Readonly<Record<string, string>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
};

/** Those that come with Shift, Alt and Control held, each told. */
const modifiable = [...new Set([...Object.values(keysByLetter), ...Object.values(keysByNumber)])].filter(
  (name) => !name.includes('+'),
);

/** Every key that has a name of more than a character, without what is held. */
export const keyNames: readonly string[] = [
  ...new Set([...modifiable, ...Object.values(namedCharacters), ...Object.values(keysByLetter), 'escape']),
];

/** Terminals send these for Tab, Enter and Backspace. */
const sameAsNamed = new Set(['ctrl+h', 'ctrl+i', 'ctrl+j', 'ctrl+m']);

/** Whether `readKeys` can ever give it. */
export function isKeyName(text: string): boolean {
  if (isCharacter(text) || keyNames.includes(text)) return true;
  if (/^ctrl\+[a-z]$/.test(text)) return !sameAsNamed.has(text);
  if (text.startsWith('alt+') && isCharacter(text.slice('alt+'.length))) return true;
  const [, name = ''] = /^(?=\w+\+)(?:ctrl\+)?(?:alt\+)?(?:shift\+)?(\w+)$/.exec(text) ?? [];
  return modifiable.includes(name);
}

const isCharacter = (text: string): boolean =>
  Array.from(text).length === 1 && !/[\0-\x20\x7f-\x9f]/.test(text);
