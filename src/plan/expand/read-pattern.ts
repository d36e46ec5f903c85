/** One step of a shell pattern: any text without a line feed, any character but a line feed, or this character. */
export type PatternToken =
  { readonly type: 'many' } | { readonly type: 'one' } | { readonly type: 'is'; readonly character: string };

export type Pattern = readonly PatternToken[];

/**
 * Reads the pattern of `${name#pattern}` and its kin: `*`, `?` and plain characters, no brackets. A backslash
 * protects `*`, `?` and itself, may stand before `}` and `/`, and is an error before anything else.
 */
export function readPattern(text: string): { readonly tokens: Pattern } | { readonly problem: string } {
  const tokens: PatternToken[] = [];
  const characters = Array.from(text);
  for (let at = 0; at < characters.length; at += 1) {
    let character = characters[at] ?? '';
    if (character === '*') tokens.push({ type: 'many' });
    else if (character === '?') tokens.push({ type: 'one' });
    else {
      if (character === '\\') {
        at += 1;
        character = characters[at] ?? '';
        if (!'*?\\}/'.includes(character) || character === '') {
          return { problem: `invalid escape \`\\${character}\` in the pattern \`${text}\`` };
        }
      }
      tokens.push({ type: 'is', character });
    }
  }
  return { tokens };
}
