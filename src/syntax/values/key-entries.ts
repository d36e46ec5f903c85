import { parse, SyntaxError, type KeyEntry } from '#grammars/keyfile.js';

export type { KeyEntry, PlacedText } from '#grammars/keyfile.js';

/** The entries of a `keys.json`, or where it stops to be one: an offset, and what stands there (null: the end). */
export function readKeyEntries(
  text: string,
): { readonly entries: readonly KeyEntry[] } | { readonly offset: number; readonly found: string | null } {
  try {
    return { entries: parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { offset: error.location.start.offset, found: error.found ?? null };
  }
}
