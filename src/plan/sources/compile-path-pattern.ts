// Go's filepath.Match as a regular expression: what the wildcards of COPY and ADD mean.
import { type PatternToken, readPathPattern } from '../../syntax/values/path-pattern.js';
import { quoteCharacter } from './quote-character.js';

/**
 * Matches a whole path. Undefined for a pattern that Go calls malformed. As in Go, what stands between two stars is
 * taken where it comes first, and no other place is tried: that also bounds the time a pattern can take.
 */
export function compilePathPattern(pattern: string): RegExp | undefined {
  const tokens = readPathPattern(pattern);
  if (tokens === undefined) return undefined;
  const [first = '', ...behindStars] = splitAtStars(tokens);
  const last = behindStars.pop();
  // Nothing goes back into a lookahead that has matched.
  const between = behindStars.map((part, index) => `(?=(${notSlash}*?${part}))\\${String(index + 1)}`);
  const rest = last === undefined ? '' : `${notSlash}*${last}`;
  return new RegExp(`^${first}${between.join('')}${rest}$`, 'v');
}

/** Expressions: what comes before the first star, and behind each. */
function splitAtStars(tokens: readonly PatternToken[]): string[] {
  const parts = [''];
  for (const token of tokens) {
    if (token.type === 'many') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${expressionOf(token)}`);
  }
  return parts;
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
