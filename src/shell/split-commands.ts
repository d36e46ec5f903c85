// A script cut where its own level ends one command and begins the next: at `&&`, `;` and line ends. Compound commands
// (loops, conditions, groups, subshells) stay whole.
import type { ShellToken } from './tokenize-script.js';

export interface CommandPart {
  /** Words and inner operators; comments are left out. Never empty. */
  readonly tokens: readonly ShellToken[];
  readonly start: number;
  readonly end: number;
  /** What ends it: `&&`, `;`, a line end, or nothing. */
  readonly joint: string;
}

export function splitCommands(tokens: readonly ShellToken[], joints: readonly string[]): CommandPart[] {
  const parts: CommandPart[] = [];
  let part: ShellToken[] = [];
  let depth = 0;
  const finish = (joint: string): void => {
    const [first, last] = [part[0], part.at(-1)];
    if (first !== undefined && last !== undefined)
      parts.push({ tokens: part, start: first.start, end: last.end, joint });
    part = [];
  };
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'comment') continue;
    depth += depthChange(token, tokens[index - 1]);
    if (depth === 0 && token.type === 'operator' && joints.includes(token.text)) finish(token.text);
    else part.push(token);
  }
  finish('');
  return parts;
}

const opening = new Set(['{', 'if', 'for', 'while', 'until', 'case', 'select']);
const ending = new Set(['}', 'fi', 'done', 'esac']);

/** Reserved words count only where a command may begin. */
function depthChange({ type, text }: ShellToken, before: ShellToken | undefined): number {
  if (type === 'operator') return text === '(' ? 1 : text === ')' ? -1 : 0;
  const isFirst =
    before === undefined || before.type === 'operator' || /^(?:do|then|else|!|\{)$/.test(before.text);
  if (!isFirst && !ending.has(before.text)) return 0;
  return opening.has(text) ? 1 : ending.has(text) ? -1 : 0;
}
