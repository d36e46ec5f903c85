// The prompt for a command line: its keys, its history, its completion. Pure.
import type { LineCompletion } from '../session/line-completion.js';
import { editLine, emptyLine, insertText, lineOf, type EditedLine } from './edit-line.js';
import type { Direction } from './key-actions.js';

export interface CommandPrompt {
  readonly line: EditedLine;
  /** The line of the history that was brought back, and what had been typed before. */
  readonly recalled?: { readonly index: number; readonly typed: string };
  /** What the last Tab came to; gone with the next key. */
  readonly completion?: 'asked' | readonly string[];
}

export type PromptStep =
  | { readonly type: 'edited'; readonly prompt: CommandPrompt }
  | { readonly type: 'completionAsked'; readonly prompt: CommandPrompt }
  | { readonly type: 'entered'; readonly text: string }
  | { readonly type: 'left' };

export const openPrompt: CommandPrompt = { line: emptyLine };

/** `history`: the oldest first. */
export function typeCommand(prompt: CommandPrompt, key: string, history: readonly string[]): PromptStep {
  const { line } = prompt;
  switch (key) {
    case 'return':
      return line.text.trim() === '' ? { type: 'left' } : { type: 'entered', text: line.text };
    case 'escape':
    case 'ctrl+c':
      return { type: 'left' };
    case 'tab':
      return { type: 'completionAsked', prompt: { ...prompt, completion: 'asked' } };
    case 'up':
    case 'ctrl+p':
      return { type: 'edited', prompt: recall(prompt, -1, history) };
    case 'down':
    case 'ctrl+n':
      return { type: 'edited', prompt: recall(prompt, 1, history) };
    default:
      // Taking back what is not there leaves it, as in vi and less.
      if (key === 'backspace' && line.text === '') return { type: 'left' };
      return { type: 'edited', prompt: edit(prompt, editLine(line, key)) };
  }
}

function edit(prompt: CommandPrompt, line: EditedLine | undefined): CommandPrompt {
  if (line === undefined) return prompt;
  const { completion, ...rest } = prompt;
  return { ...rest, line };
}

/** Past the newest, what was typed comes back. */
function recall(
  { line, recalled }: CommandPrompt,
  direction: Direction,
  history: readonly string[],
): CommandPrompt {
  const index = Math.max(0, (recalled?.index ?? history.length) + direction);
  const typed = recalled?.typed ?? line.text;
  const text = history[index];
  if (text === undefined) return { line: lineOf(typed) };
  return { line: lineOf(text), recalled: { index, typed } };
}

/** Ignored where the line has changed since. */
export function complete(prompt: CommandPrompt, asked: EditedLine, found: LineCompletion): CommandPrompt {
  const { line } = prompt;
  if (line.text !== asked.text || line.cursor !== asked.cursor) return prompt;
  const { candidates, start } = found;
  const [only] = candidates;
  const before: EditedLine = {
    text: line.text.slice(0, start) + line.text.slice(line.cursor),
    cursor: start,
  };
  if (only !== undefined && candidates.length === 1)
    return { line: insertText(before, only.endsWith('/') ? only : `${only} `) };
  const common = commonStart(candidates);
  const isLonger = common.length > line.cursor - start;
  return { line: isLonger ? insertText(before, common) : line, completion: candidates };
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  // Not the first half of a character.
  return first.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Of a whole project, over all its sessions. */
export const mostRemembered = 500;

/** A line that begins with a blank is not remembered, as shells have it; one again goes to the end. */
export const remember = (history: readonly string[], text: string): readonly string[] =>
  /^\s/.test(text) ? history : [...history.filter((each) => each !== text), text].slice(-mostRemembered);
