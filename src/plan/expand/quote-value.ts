import type { Escape } from '../../syntax/tree.js';

/**
 * A value as it has to be written behind `NAME=` so that word expansion reads exactly it; undefined if none can
 * be, as for a line break: nothing in the language stands for one.
 */
export function quoteValue(value: string, escape: Escape): string | undefined {
  if (value.includes('\n')) return undefined;
  if (/^[\w./:@%+,=-]*$/.test(value)) return value;
  const special = escape === '\\' ? /["$\\]/g : /["$`]/g;
  return `"${value.replaceAll(special, (character) => escape + character)}"`;
}
