// What stands behind keyword and flags, by instruction.
import type { Range } from '../messages/range.js';
import type { Assignment, CommandForm, CopyInstruction, Instruction, Word } from '../syntax/tree.js';
import { logicalOffset } from './canvas.js';
import type { Surroundings } from './highlight-instruction.js';
import { paintJson } from './paint-json.js';
import { isShell, paintScript } from './paint-script.js';
import { paintWord, type Paper } from './paint-word.js';
import type { TokenType } from './token.js';

export interface Line {
  readonly instruction: Instruction;
  readonly paper: Paper;
  /** The heredocs of the line, in logical offsets. */
  readonly marks: readonly Range[];
  readonly surroundings: Surroundings;
}

/** Triggers are left to the caller. */
export function paintArguments(line: Line): void {
  const { instruction, paper } = line;
  const { start, end } = restOf(line);
  switch (instruction.keyword) {
    case 'FROM': {
      const { image, as, stageName } = instruction;
      paintOne(line, image, isStage(line, image.text) ? 'stage' : 'image');
      if (as !== undefined) paintOne(line, as, 'instruction');
      if (stageName !== undefined) paintOne(line, stageName, 'stage');
      return;
    }
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      for (const assignment of instruction.assignments) paintAssignment(line, assignment);
      return;
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      paintCommand(line, instruction.command, { start, end });
      return;
    case 'HEALTHCHECK':
      paintCheck(line, instruction.command);
      return;
    case 'SHELL':
      paintJson(paper, start, end, false);
      return;
    case 'COPY':
    case 'ADD':
      paintCopy(line, instruction);
      return;
    case 'EXPOSE':
    case 'VOLUME':
      paintWords(line, instruction.words);
      return;
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      paintOne(line, instruction.word, 'word');
      return;
    case 'MAINTAINER':
      paper.canvas.paint(start, end, 'string');
      return;
    case 'ONBUILD':
    case '':
      return;
  }
}

export const restOf = ({ instruction: { rest } }: Line): Range => ({
  start: rest.start,
  end: rest.start + rest.text.length,
});

/** Where a word stands in the logical line. */
function spanOf({ instruction: { logical } }: Line, { range }: Word): Range {
  const start = logicalOffset(logical, range.start);
  return { start, end: range.end > range.start ? logicalOffset(logical, range.end - 1) + 1 : start };
}

function paintOne(line: Line, word: Word, type: TokenType): void {
  const { start, end } = spanOf(line, word);
  paintWord(line.paper, start, end, type);
}

function isStage({ surroundings }: Line, name: string): boolean {
  return surroundings.stageNames.has(name.toLowerCase());
}

function paintAssignment(line: Line, { name, value }: Assignment): void {
  const { canvas, text } = line.paper;
  const { end } = spanOf(line, name);
  paintOne(line, name, 'name');
  if (text[end] === '=') canvas.paint(end, end + 1, 'punctuation');
  if (value !== undefined) paintOne(line, value, 'word');
}

function paintCommand(
  { paper, surroundings, marks }: Line,
  { form }: CommandForm,
  { start, end }: Range,
): void {
  if (form === 'exec') paintJson(paper, start, end, false);
  else if (surroundings.readTokens !== undefined && isShell(surroundings.shell))
    paintScript(paper.canvas, paper.text, { start, end }, surroundings.readTokens, marks);
}

/** CMD or NONE, and the command. */
function paintCheck(line: Line, command: CommandForm | null): void {
  const { start, end } = restOf(line);
  const { text } = line.instruction.rest;
  const kind = /^\S*/.exec(text)?.[0].length ?? 0;
  line.paper.canvas.paint(start, start + kind, 'instruction');
  if (command === null) return;
  const blanks = /^\s*/.exec(text.slice(kind))?.[0].length ?? 0;
  paintCommand(line, command, { start: start + kind + blanks, end });
}

function paintCopy(line: Line, { flags, sources, destination }: CopyInstruction): void {
  const from = flags.find(({ name }) => name === 'from');
  if (from?.value !== undefined && from.valueRange !== undefined) {
    const isKnown = /^\d+$/.test(from.value) || isStage(line, from.value);
    paintOne(line, { text: from.value, range: from.valueRange }, isKnown ? 'stage' : 'image');
  }
  const paths = sources.flatMap((each) => (each.type === 'path' ? [each.word] : []));
  paintWords(line, [...paths, destination]);
}

/** Words, or the strings of the JSON form. */
function paintWords(line: Line, words: readonly Word[]): void {
  const { start, end } = restOf(line);
  const { text } = line.paper;
  const isJson = text[start] === '[' && words.every((word) => text[spanOf(line, word).start] === '"');
  if (isJson) paintJson(line.paper, start, end, true);
  else for (const word of words) paintOne(line, word, 'word');
}
