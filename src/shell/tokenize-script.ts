// The words and operators of one script, by the rules of a POSIX shell's lexer: enough to cut a script into its
// commands and to put one into another. What stands in quotes and substitutions is a part of its word.

export interface ShellToken {
  /** A redirection is a word, or a part of one. */
  readonly type: 'word' | 'operator' | 'comment';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Undefined where a quote or a substitution is never closed. Backslashes before line ends are blanks. */
export function tokenizeScript(script: string): readonly ShellToken[] | undefined {
  const tokens: ShellToken[] = [];
  let at = 0;
  while (at < script.length) {
    const blank = blanks(script, at);
    if (blank > at) {
      at = blank;
      continue;
    }
    const token = tokenAt(script, at);
    if (token === undefined) return undefined;
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(script: string, start: number): ShellToken | undefined {
  const cut = (type: ShellToken['type'], end: number): ShellToken => ({
    type,
    text: script.slice(start, end),
    start,
    end,
  });
  if (script[start] === '#') {
    const line = script.indexOf('\n', start);
    return cut('comment', line === -1 ? script.length : line);
  }
  const operator = /^(?:&&|\|\||;;|\|&|&(?!>)|[;|()\n])/.exec(script.slice(start, start + 2))?.[0];
  if (operator !== undefined) return cut('operator', start + operator.length);
  const end = wordEnd(script, start);
  return end === undefined ? undefined : cut('word', end);
}

function blanks(script: string, from: number): number {
  let at = from;
  for (;;) {
    if (/[ \t\r\v\f]/.test(script[at] ?? '')) at += 1;
    else if (script[at] === '\\' && script[at + 1] === '\n') at += 2;
    else return at;
  }
}

/** Of a word, redirections in it included: `2>&1`, `>/dev/null`, `<(sort a)`. */
function wordEnd(script: string, from: number): number | undefined {
  let at = from;
  while (at < script.length) {
    const character = script[at] ?? '';
    if (/[\s;|]/.test(character)) return at;
    const isRedirected = /[<>]/.test(script[at - 1] ?? '') && at > from;
    if (character === '&' && !isRedirected && script[at + 1] !== '>') return at;
    if (character === ')') return at;
    if (character === '(' && !isRedirected) return script[at + 1] === ')' && at > from ? at + 2 : at;
    const next = character === '(' ? closing(script, at + 1, ')') : pieceEnd(script, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

/** The end of one piece of a word: a character, an escape, a string, a substitution. */
function pieceEnd(script: string, at: number): number | undefined {
  const character = script[at];
  if (character === '\\') return Math.min(at + 2, script.length);
  if (character === "'") return found(script.indexOf("'", at + 1));
  if (character === '"') return closing(script, at + 1, '"');
  if (character === '`') return closing(script, at + 1, '`');
  if (character === '$' && script[at + 1] === '(') return closing(script, at + 2, ')');
  if (character === '$' && script[at + 1] === '{') return closing(script, at + 2, '}');
  return at + 1;
}

const found = (index: number): number | undefined => (index === -1 ? undefined : index + 1);

/** Behind the character that closes what begins before `from`; within it, quotes and substitutions nest. */
function closing(script: string, from: number, end: string): number | undefined {
  let at = from;
  while (at < script.length) {
    if (script[at] === end) return at + 1;
    const isPlain = end === '"' && script[at] === "'";
    const isNested = end === ')' && script[at] === '(';
    const next = isNested ? closing(script, at + 1, ')') : isPlain ? at + 1 : pieceEnd(script, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}
