import { parse, type WordPart } from '#grammars/word.js';
import { BugError } from '../../messages/errors.js';
import type { Escape } from '../../syntax/tree.js';

export interface ExpansionOptions {
  /** The value of a variable; undefined if it is not set. */
  readonly lookup: (name: string) => string | undefined;
  /** The escape character; in heredoc bodies always the backslash. */
  readonly escape: Escape;
  /** Quotes are ordinary text: heredoc bodies of COPY and ADD. */
  readonly keepQuotes?: boolean;
  /** Names of variables are looked up in upper case. */
  readonly windows?: boolean;
}

/** Why a word cannot be expanded. `required`: a variable of `${name:?message}` is not set. */
export interface ExpansionProblem {
  readonly problem: string;
  readonly required?: true;
}

/** The parts of a word, or why it has none. */
export function readWord(
  text: string,
  { escape, keepQuotes }: ExpansionOptions,
): { readonly parts: readonly WordPart[] } | ExpansionProblem {
  try {
    return { parts: parse(text, { startRule: 'Word', escape, keepQuotes }) };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message };
    if (error instanceof RangeError) return { problem: 'references are nested too deeply' };
    throw new BugError('the word grammar failed', { cause: error });
  }
}
