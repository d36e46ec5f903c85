import { parse, type PatternToken } from '#grammars/pattern.js';
import { attempt } from '../attempt.js';

export type { PatternToken } from '#grammars/pattern.js';

/** One line of an ignore file: undefined for a comment or a blank line. The pattern is not yet cleaned. */
export const readIgnoreLine = (
  line: string,
): { readonly negated: boolean; readonly pattern: string } | undefined =>
  parse(line, { startRule: 'IgnoreLine' }) ?? undefined;

/** A cleaned pattern of an ignore file or of --exclude; undefined if it is malformed. */
export const readIgnorePattern = (pattern: string): readonly PatternToken[] | undefined =>
  attempt(() => parse(pattern, { startRule: 'IgnorePattern' }));

/** A source of COPY or ADD, as Go's filepath.Match reads it; undefined if it is malformed. */
export const readPathPattern = (pattern: string): readonly PatternToken[] | undefined =>
  attempt(() => parse(pattern, { startRule: 'PathPattern' }));
