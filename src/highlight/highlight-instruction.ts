// One instruction: its logical line, then comments inside it and the bodies of its heredocs.
import type { ReadScriptTokens } from '../shell/script-highlighter.js';
import { findHeredocs } from '../syntax/scan/scan-heredocs.js';
import { parseTrigger } from '../syntax/parse-dockerfile.js';
import type { Escape, Instruction } from '../syntax/tree.js';
import { createCanvas, logicalOffset, toSource } from './canvas.js';
import { highlightBody } from './highlight-body.js';
import { paintArguments, restOf, type Line } from './paint-arguments.js';
import { paintWord, type Paper } from './paint-word.js';
import type { Token } from './token.js';
import { trimmedRange } from './trimmed-range.js';

export interface Surroundings {
  readonly file: string;
  readonly escape: Escape;
  /** Lower-case. */
  readonly stageNames: ReadonlySet<string>;
  /** The program that runs shell forms. */
  readonly shell: string;
  readonly readTokens?: ReadScriptTokens;
}

export function highlightInstruction(instruction: Instruction, surroundings: Surroundings): Token[] {
  const line = toSource(highlightLine(instruction, surroundings), instruction.logical);
  const rest: Token[] = [];
  for (const { type, range } of instruction.leaves) {
    if (type === 'comment') rest.push({ type, ...trimmedRange(surroundings.file, range) });
    if (type === 'heredoc-body') {
      const heredoc = instruction.heredocs.find(({ bodyRange }) => bodyRange.start === range.start);
      rest.push(...highlightBody(instruction, heredoc, range, surroundings));
    }
    if (type === 'heredoc-end')
      rest.push({ type: 'heredoc-marker', ...trimmedRange(surroundings.file, range) });
  }
  if (rest.length === 0) return line;
  return [...line, ...rest].sort((one, other) => one.start - other.start);
}

/** Tokens of the logical line, in its own offsets. */
function highlightLine(instruction: Instruction, surroundings: Surroundings): Token[] {
  const { logical, keywordRange, flags, heredocs } = instruction;
  const canvas = createCanvas(logical.text.length);
  const paper: Paper = { canvas, text: logical.text, escape: surroundings.escape };
  const isKnown = instruction.keyword !== '' || instruction.unread !== '';
  const place = (source: number): number => logicalOffset(logical, source);
  if (isKnown) canvas.paint(place(keywordRange.start), place(keywordRange.end - 1) + 1, 'instruction');
  for (const { range, valueRange } of flags) {
    canvas.paint(place(range.start), place(range.end - 1) + 1, 'flag');
    if (valueRange !== undefined && valueRange.end > valueRange.start)
      paintWord(paper, place(valueRange.start), place(valueRange.end - 1) + 1, 'word');
  }
  const marks = heredocs.length === 0 ? [] : findHeredocs(logical.text);
  const line: Line = { instruction, paper, marks, surroundings };
  paintArguments(line);
  if (instruction.keyword === 'ONBUILD') paintTrigger(line, instruction.trigger);
  for (const { start, end } of marks) canvas.paint(start, end, 'heredoc-marker');
  return canvas.tokens();
}

/** A document of its own, whose line is the rest of this one. */
function paintTrigger(line: Line, trigger: string): void {
  const [inner] = parseTrigger(trigger).tree.instructions;
  if (inner === undefined) return;
  const { start, end } = restOf(line);
  for (const token of highlightInstruction(inner, { ...line.surroundings, file: trigger }))
    if (start + token.end <= end) line.paper.canvas.paint(start + token.start, start + token.end, token.type);
}
