// Command lines for a POSIX shell.
import { quoteForShell } from '../../shell/quote-for-shell.js';

/** What stands in a command line as it is: a substitution, a redirection. */
export interface Raw {
  readonly raw: string;
}

export type Part = string | Raw;

/** What is not shown, and the name of the shell variable that stands for it. */
export type Hidden = readonly (readonly [name: string, value: string])[];

const widest = 74;

/** Words quoted and joined; a long line goes on in the next one. */
export function commandLine(parts: readonly Part[], hidden: Hidden): string {
  const words = parts.map((part) => (typeof part === 'string' ? quoteHiding(part, hidden) : part.raw));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= widest) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join(' \\\n  ');
}

/** Hidden values become `"$NAME"`, for the one who has them in the environment. */
export function quoteHiding(text: string, hidden: Hidden): string {
  if (text.includes('\n')) return `"$(${printLines(text, hidden)})"`;
  const found = hidden.find(([, value]) => text.includes(value));
  if (found === undefined) return quoteForShell(text);
  const [name, value] = found;
  const parts = text.split(value).map((part) => (part === '' ? '' : quoteHiding(part, hidden)));
  return parts.join(`"$${name}"`);
}

/** Lines as words, so that no indentation gets into them when the command is pasted. */
function printLines(text: string, hidden: Hidden): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return commandLine(['printf', '%s\\n', ...lines], hidden);
}

/** Writes a file; the last line gets its line end, as in a heredoc. */
export const writeFile = (name: string, content: string, hidden: Hidden): string =>
  content === '' ? `: > ${name}` : `${printLines(content, hidden)} > ${name}`;
