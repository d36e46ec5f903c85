import { expandWord } from '../../plan/expand/expand-word.js';
import type { Assignment, Escape } from '../../syntax/tree.js';
import { isUnknownPlatformName } from './file-globals.js';
import { quoteValue } from '../../plan/expand/quote-value.js';

export interface SpellingContext {
  /** Variables where the word will stand. */
  readonly lookup: (name: string) => string | undefined;
  /** What an ARG without a value takes over. */
  readonly globals: Readonly<Record<string, string>>;
  readonly isSecret: (value: string) => boolean;
  readonly escape: Escape;
}

export interface Spelling {
  /** `NAME` or `NAME=value`, as a word of ARG. */
  readonly word: string;
  /** Why the value has to be passed again. */
  readonly reason?: string;
}

/**
 * The word that gives the argument its value again: the first of the ways it is `written` that still does; else the
 * value itself; else the bare name, with a reason, where the value must not or cannot be written.
 */
export function spellArgument(
  name: string,
  value: string | undefined,
  written: readonly Assignment[],
  context: SpellingContext,
): Spelling {
  if (value === undefined) return { word: name };
  const same = written.find((assignment) => givesValue(assignment, value, context));
  if (same !== undefined) return { word: writtenText(same) };
  if (context.isSecret(value))
    return { word: name, reason: 'its value may be a secret, and is not in the file' };
  const quoted = isPlainName(name) ? quoteValue(value, context.escape) : undefined;
  if (quoted !== undefined) return { word: `${name}=${quoted}` };
  return { word: name, reason: 'ARG cannot express its value' };
}

export const writtenText = ({ name, value }: Assignment): string =>
  value === undefined ? name.text : `${name.text}=${value.text}`;

/** A quote in a name would open a quote around its value. */
const isPlainName = (name: string): boolean => !/['"\\`\s]/.test(name);

/** Whether the assignment gives this value, without any `--build-arg`. */
export function givesValue(
  { name, value: written }: Assignment,
  value: string | undefined,
  { lookup, globals, escape }: Pick<SpellingContext, 'lookup' | 'globals' | 'escape'>,
): boolean {
  if (written === undefined) return isUnknownPlatformName(name.text) || globals[name.text] === value;
  const expansion = expandWord(written.text, { lookup, escape });
  return 'value' in expansion && expansion.value === value;
}
