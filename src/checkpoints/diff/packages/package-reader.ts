// How one package manager keeps what is installed: one reader each.

export type PackageManager = 'apt' | 'apk' | 'rpm' | 'pip' | 'npm';

export interface NamedVersion {
  readonly name: string;
  readonly version: string;
}

export interface PackageReader {
  readonly manager: PackageManager;
  /** Absolute paths of files that may list packages, also where the manager does not look: a name of one may be a hard link. */
  readonly candidates: RegExp;
  /** Those that count. */
  readonly places: RegExp;
  /** Of such a file, in bytes; a longer one is left out, or, with `isHead`, read so far. */
  readonly limit: number;
  /** What is to be known stands at the beginning. */
  readonly isHead?: boolean;
  /** Of a text that is none of the manager's: nothing. */
  read(text: string): readonly NamedVersion[];
}

/** Stanzas of `Key: value` lines with empty lines between them, as dpkg, apk and Python write them. */
export const splitStanzas = (text: string): readonly string[] =>
  text.split(/\r?\n\r?\n/).filter((stanza) => stanza.trim() !== '');

/** Of one stanza; undefined where it has no such key. */
export function fieldOf(stanza: string, key: string): string | undefined {
  const start = stanza.startsWith(`${key}:`) ? 0 : stanza.indexOf(`\n${key}:`) + 1;
  if (start === 0 && !stanza.startsWith(`${key}:`)) return undefined;
  const end = stanza.indexOf('\n', start);
  return stanza.slice(start + key.length + 1, end === -1 ? undefined : end).trim();
}
