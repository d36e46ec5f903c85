// The body of a heredoc: a script where a shell reads it, a file with variables where COPY or ADD writes it.
import type { Range } from '../messages/range.js';
import { loneHeredoc } from '../syntax/lone-heredoc.js';
import type { Heredoc, Instruction } from '../syntax/tree.js';
import { createCanvas } from './canvas.js';
import type { Surroundings } from './highlight-instruction.js';
import { interpreterOf, isShell, paintScript } from './paint-script.js';
import { paintWord } from './paint-word.js';
import type { Token } from './token.js';

export function highlightBody(
  instruction: Instruction,
  heredoc: Heredoc | undefined,
  range: Range,
  { file, shell, readTokens }: Surroundings,
): Token[] {
  const text = file.slice(range.start, range.end);
  const canvas = createCanvas(text.length);
  canvas.paint(0, text.length, 'heredoc-body');
  if (heredoc !== undefined) {
    const { keyword } = instruction;
    if ((keyword === 'COPY' || keyword === 'ADD') && heredoc.expand)
      paintWord({ canvas, text, escape: '\\', keepQuotes: true }, 0, text.length, 'heredoc-body');
    if (readTokens !== undefined && keyword === 'RUN' && isScript(instruction, heredoc, shell))
      paintScript(canvas, text, { start: 0, end: text.length }, readTokens);
  }
  return canvas
    .tokens()
    .map(({ type, start, end }) => ({ type, start: start + range.start, end: end + range.start }));
}

/** Alone on its line it is run by SHELL, or by the program it names; else a shell on the line may read it. */
function isScript(instruction: Instruction, { body }: Heredoc, shell: string): boolean {
  const isAlone = loneHeredoc(instruction) !== undefined;
  const program = isAlone
    ? (interpreterOf(body) ?? shell)
    : (/^[^\s<]+/.exec(instruction.rest.text)?.[0] ?? '');
  return isShell(program);
}
