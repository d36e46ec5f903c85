// A line of a script to words, quoted texts and patterns.
import { problem, type Message } from '../../messages/message.js';
import type { Range } from '../../messages/range.js';

export interface Token {
  readonly type: 'word' | 'text' | 'pattern';
  /** Of a text what it means; of a word and a pattern as written. */
  readonly value: string;
  readonly range: Range;
}

/** `start` is the line's offset. A comment begins with `#` at a line's beginning or after a blank. */
export function readTokens(line: string, start: number): { tokens: readonly Token[] } | { problem: Message } {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
    const rest = line.slice(at);
    if (rest === '' || rest.startsWith('#')) return { tokens };
    const form = forms.find(({ opening }) => rest.startsWith(opening)) ?? word;
    const [written] = form.pattern.exec(rest) ?? [];
    const range = { start: start + at, end: start + at + (written ?? rest.trimEnd()).length };
    if (written === undefined) return { problem: problem('script-invalid', range, form.expected, form.hint) };
    tokens.push({ type: form.type, value: form.valueOf(written), range });
    at += written.length;
  }
}

interface Form {
  readonly type: Token['type'];
  readonly opening: string;
  readonly pattern: RegExp;
  readonly valueOf: (written: string) => string;
  readonly expected: string;
  readonly hint?: string;
}

const word: Form = {
  type: 'word',
  opening: '',
  pattern: /^\S+/,
  valueOf: (written) => written,
  expected: 'expected a word',
};

const forms: readonly Form[] = [
  {
    type: 'text',
    opening: '"',
    pattern: /^"(?:[^"\\]|\\.)*"(?=\s|$)/,
    valueOf: (written) => written.slice(1, -1).replace(/\\(["\\])/g, '$1'),
    expected: 'expected a text in double quotes, and a blank or the end of the line behind it',
    hint: 'inside of it, \\" is a quote and \\\\ a backslash; any other backslash stays as it is',
  },
  {
    type: 'text',
    opening: "'",
    pattern: /^'[^']*'(?=\s|$)/,
    valueOf: (written) => written.slice(1, -1),
    expected: 'expected a text in single quotes, and a blank or the end of the line behind it',
    hint: 'inside of it, everything stays as it is; one that holds a single quote stands in double quotes',
  },
  {
    type: 'pattern',
    opening: '/',
    pattern: /^\/(?:[^/\\]|\\.)+\/[a-z]*(?=\s|$)/,
    valueOf: (written) => written,
    expected: 'expected a pattern between slashes, and a blank or the end of the line behind it',
    hint: 'inside of it, \\/ is a slash',
  },
];
