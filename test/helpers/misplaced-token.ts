import type { Token } from '../../src/highlight/token.js';

/** The first token that is empty, outside the text, or begins before the one before it ends. */
export function misplacedToken(text: string, tokens: readonly Token[]): Token | undefined {
  let end = 0;
  return tokens.find((token) => {
    const isWrong = token.start < end || token.end <= token.start || token.end > text.length;
    end = token.end;
    return isWrong;
  });
}
