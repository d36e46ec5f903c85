// The word of a shell's line that ends at the cursor: what a completion completes.

export interface WordBefore {
  readonly kind: 'command' | 'path' | 'variable';
  /** Where the part to be replaced begins, in the line. */
  readonly start: number;
  /** As the shell would read it: without quotes and backslashes. */
  readonly text: string;
  /** It is inside of quotes, in which blanks need none. */
  readonly isQuoted: boolean;
}

/** Enough for what is typed by hand: no nested substitutions. */
export function wordBefore(line: string, cursor: number): WordBefore {
  const before = line.slice(0, cursor);
  const [variable] = /\$\{?[A-Za-z0-9_]*$/.exec(before) ?? [];
  if (variable !== undefined)
    return { kind: 'variable', start: cursor - variable.length, text: variable, isQuoted: false };
  const { start, text, quote } = lastWord(before);
  const kind = isFirst(before.slice(0, start)) && !text.includes('/') ? 'command' : 'path';
  return { kind, start: quote === undefined ? start : quote + 1, text, isQuoted: quote !== undefined };
}

function lastWord(before: string): { start: number; text: string; quote: number | undefined } {
  let [start, text] = [0, ''];
  let quote: number | undefined;
  for (let at = 0; at < before.length; at += 1) {
    const character = before[at] ?? '';
    if (quote !== undefined) {
      if (character === before[quote]) quote = undefined;
      else text += character;
    } else if (character === '"' || character === "'") quote = at;
    else if (character === '\\') text += before[(at += 1)] ?? '';
    else if (/[\s;&|()<>=]/.test(character)) [start, text] = [at + 1, ''];
    else text += character;
  }
  return { start, text, quote };
}

/** Nothing before it in its command, or what may stand before a command. */
const isFirst = (before: string): boolean =>
  /(?:^|[;&|(!]|\b(?:then|do|else|sudo|exec|env|time|xargs))\s*$/.test(before);

/** As it is typed into a line. */
export const escapeWord = (word: string): string =>
  word.replaceAll(/[\s\\"'$`&|;<>()*?[\]#!{}]/g, String.raw`\$&`);
