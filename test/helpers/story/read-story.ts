import { readAction } from './read-action.js';
import type { Action, Story, StoryBlock, TerminalSize } from './story.js';

/** Throws with the line of what is wrong. */
export function readStory(text: string): Story {
  const lines = text.trimEnd().split('\n');
  const title = /^# (\S.*)$/.exec(lines[0] ?? '')?.[1];
  if (title === undefined) throw new Error('line 1: a story begins with its title: # TITLE');
  const paragraphs = gatherParagraphs(lines);
  const blocks = paragraphs.flatMap(({ first, lines: gathered }): StoryBlock[] => {
    if (!isIndented(gathered[0] ?? '')) return [{ type: 'prose', text: gathered.join('\n') }];
    const actions = gathered.flatMap((line, index) => readLine(line, first + index));
    return actions.length === 0 ? [] : [{ type: 'actions', actions: joinPrinted(actions) }];
  });
  checkOrder(blocks.flatMap((block) => (block.type === 'actions' ? block.actions : [])));
  return { title, size: readSize(lines), blocks };
}

interface Paragraph {
  /** Counted from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** Prose and actions are apart even without an empty line between them. */
function gatherParagraphs(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: { first: number; lines: string[] }[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1] ?? '';
    if (index === 0 || line.trim() === '') return;
    const goesOn = index > 1 && before.trim() !== '' && isIndented(before) === isIndented(line);
    if (goesOn) paragraphs.at(-1)?.lines.push(line);
    else paragraphs.push({ first: index + 1, lines: [line] });
  });
  return paragraphs;
}

const isIndented = (line: string): boolean => line.startsWith('    ');

const sizeLine = /^ {4}terminal (\d+)x(\d+)$/;

function readLine(line: string, number: number): readonly Action[] {
  return sizeLine.test(line) ? [] : [readAction(line.trim(), number)];
}

function readSize(lines: readonly string[]): TerminalSize {
  const [, columns = '120', rows = '16'] = lines.map((line) => sizeLine.exec(line)).find(Boolean) ?? [];
  return { columns: Number(columns), rows: Number(rows) };
}

/** What a command prints stands in lines below it. */
function joinPrinted(actions: readonly Action[]): readonly Action[] {
  const joined: Action[] = [];
  for (const action of actions) {
    const last = joined.at(-1);
    if (action.type !== 'runs' || action.command !== '') joined.push(action);
    else if (last?.type !== 'runs') fail(action, 'what is printed stands below what runs');
    else joined.splice(-1, 1, { ...last, prints: [...last.prints, ...action.prints] });
  }
  return joined;
}

/** One command at a time, and what is seen is seen of one that was started. */
function checkOrder(actions: readonly Action[]): void {
  let last: Action | undefined;
  let isRunning = false;
  let hasBegun = false;
  for (const action of actions) {
    last = action;
    if (action.type === 'start') {
      if (isRunning) fail(action, 'a command begins where another one has not ended');
      isRunning = hasBegun = true;
    } else if (needsCommand.includes(action.type) && !isRunning) {
      fail(action, 'no command runs here');
    } else if (needsScreen.includes(action.type) && !hasBegun) {
      fail(action, 'there is no screen yet');
    }
    if (action.type === 'ends') isRunning = false;
  }
  if (last !== undefined && isRunning) fail(last, 'the command does not end');
}

const needsCommand: readonly Action['type'][] = ['types', 'enters', 'presses', 'clicks', 'resizes', 'ends'];
const needsScreen: readonly Action['type'][] = ['sees', 'seesNoColors', 'screen'];

function fail({ line }: Action, reason: string): never {
  throw new Error(`line ${String(line)}: ${reason}`);
}
