// Go's filepath.Match as a regular expression: what the wildcards of COPY and ADD mean.
import { type PatternToken, readPathPattern } from '../../syntax/values/path-pattern.js';
import { quoteCharacter } from './quote-character.js';

/** Matches a whole path. Undefined for a pattern that Go calls malformed. */
export function compilePathPattern(pattern: string): RegExp | undefined {
  const tokens = readPathPattern(pattern);
  return tokens === undefined ? undefined : new RegExp(`^${tokens.map(expressionOf).join('')}$`, 'v');
}

const notSlash = '[^\\u{2f}]';

function expressionOf(token: PatternToken): string {
  switch (token.type) {
    case 'text':
      return Array.from(token.text, quoteCharacter).join('');
    case 'one':
      return notSlash;
    case 'many':
    case 'folders':
    case 'rest':
      return `${notSlash}*`;
    case 'class':
      return classOf(token.ranges.map(rangeOf).join(''), token.negated);
  }
}

/** A class does not stop at `/`, as in Go. */
function classOf(ranges: string, negated: boolean): string {
  if (ranges === '') return negated ? '[^]' : '[]';
  return `[${negated ? '^' : ''}${ranges}]`;
}

/** A range that runs backwards is no error in Go: it holds nothing. */
function rangeOf({ first, last }: { readonly first: string; readonly last: string }): string {
  if ((first.codePointAt(0) ?? 0) > (last.codePointAt(0) ?? 0)) return '';
  return `${quoteCharacter(first)}-${quoteCharacter(last)}`;
}
