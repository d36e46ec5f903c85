import { modes, type KeyTable } from './keys.js';

/** Action, keys and what it does, in columns: what a user's `keys.json` may name, and how. */
export function listKeys(table: KeyTable): string {
  const rows = modes.flatMap((mode) => table[mode].map((each) => ({ ...each, shown: each.keys.join(' ') })));
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const keysWidth = Math.max(...rows.map(({ shown }) => shown.length));
  return rows
    .map(
      ({ name, shown, description }) =>
        `${name.padEnd(nameWidth)}  ${shown.padEnd(keysWidth)}  ${description}\n`,
    )
    .join('');
}
