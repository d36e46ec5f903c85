import { highlight, type ReadScriptTokens } from '../highlight/highlight.js';
import type { Token } from '../highlight/token.js';
import { parseDockerfile } from '../syntax/parse-dockerfile.js';
import type { Source } from './view-state.js';

/** Lines as editors number them: the end of the last one begins no other. Without `readTokens` scripts have no colours. */
export function splitSource(
  { path, text }: { readonly path: string; readonly text: string },
  readTokens?: ReadScriptTokens,
): Source {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const shown = lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return { path, lines: shown, tokens: tokensOf(shown, text, readTokens) };
}

/** Of each line its own, with offsets in it; what goes over several lines is cut at their ends. */
function tokensOf(lines: readonly string[], text: string, readTokens?: ReadScriptTokens): Token[][] {
  const tokens = highlight(parseDockerfile(text).tree, readTokens);
  let first = 0;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  return lines.map((line) => {
    const end = start + line.length;
    while ((tokens[first]?.end ?? end) <= start && first < tokens.length) first += 1;
    const own: Token[] = [];
    for (let at = first; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token === undefined || token.start >= end) break;
      own.push({
        type: token.type,
        start: Math.max(token.start, start) - start,
        end: Math.min(token.end, end) - start,
      });
    }
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    return own;
  });
}
