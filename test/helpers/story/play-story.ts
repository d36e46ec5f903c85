import { execa } from 'execa';
import type { ExecutionContext } from 'ava';
import { openTerminal, type CommandTerminal } from '../real-terminal.js';
import { keyCodes } from './key-codes.js';
import { normalizeScreen } from './normalize-screen.js';
import type { StoryFixture } from './read-stories.js';
import { fillIn } from './shown-text.js';
import type { Action } from './story.js';
import { openStoryRun, type StoryRun } from './story-run.js';
import { awaitGolden, awaitStillness } from './await-screen.js';

/** Gives its screens as they have become; where they are not to be written, they must be the golden ones. */
export async function playStory(
  t: ExecutionContext,
  fixture: StoryFixture,
  isWriting: boolean,
): Promise<ReadonlyMap<string, string>> {
  const run = await openStoryRun(t, fixture);
  const { columns } = fixture.story.size;
  const stage: Stage = { t, fixture, run, isWriting, terminal: undefined, columns, screens: new Map() };
  const actions = fixture.story.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []));
  for (const action of actions) {
    try {
      await play(stage, action);
    } catch (error) {
      throw new Error(`${fixture.name}, line ${String(action.line)}: ${String(error)}`, { cause: error });
    }
  }
  return stage.screens;
}

interface Stage {
  readonly t: ExecutionContext;
  readonly fixture: StoryFixture;
  readonly run: StoryRun;
  readonly isWriting: boolean;
  terminal: CommandTerminal | undefined;
  /** As wide as the terminal is. */
  columns: number;
  readonly screens: Map<string, string>;
}

async function play(stage: Stage, action: Action): Promise<void> {
  const { t, run } = stage;
  switch (action.type) {
    case 'start':
      stage.terminal = start(stage, fillIn(action.command, run.names));
      return;
    case 'types':
      terminalOf(stage).type(action.text);
      return;
    case 'enters':
      terminalOf(stage).type(`${fillIn(action.text, run.names)}\r`);
      return;
    case 'presses':
      terminalOf(stage).type(keyCodes.get(action.key) ?? '');
      return;
    case 'clicks':
      click(terminalOf(stage), action.text);
      return;
    case 'resizes':
      stage.columns = action.size.columns;
      await terminalOf(stage).resize(action.size.columns, action.size.rows);
      return;
    case 'sees':
      await terminalOf(stage).shows(action.pattern, patienceSeconds);
      return;
    case 'seesNoColors':
      t.false(terminalOf(stage).hasColors());
      return;
    case 'screen':
      await compareScreen(stage, action.name);
      return;
    case 'ends':
      t.is(await terminalOf(stage).ended, action.status, terminalOf(stage).screen());
      return;
    case 'runs':
      await runBeside(stage, action);
      return;
    case 'serves':
      run.server.give(action.text, action.failures);
  }
}

const patienceSeconds = 30;

function terminalOf({ terminal }: Stage): CommandTerminal {
  if (terminal === undefined) throw new Error('nothing was started');
  return terminal;
}

/** As xterm tells of it: pressed and released, columns and rows counted from 1. */
function click(terminal: CommandTerminal, text: string): void {
  const rows = terminal.screen().split('\n');
  const row = rows.findIndex((each) => each.includes(text));
  if (row < 0) throw new Error(`nothing on the screen says ${text}:\n${terminal.screen()}`);
  const place = `0;${String((rows[row] ?? '').indexOf(text) + 1)};${String(row + 1)}`;
  terminal.type(`\u001b[<${place}M\u001b[<${place}m`);
}

function start({ t, run, fixture }: Stage, command: string): CommandTerminal {
  const { columns, rows } = fixture.story.size;
  const { folder, environment } = run;
  return openTerminal(t, command, { columns, rows, folder, environment });
}

/** What a command prints that has no lines below it may be anything. */
async function runBeside(
  { t, run }: Stage,
  { command, prints }: Extract<Action, { type: 'runs' }>,
): Promise<void> {
  const words = ['-euc', fillIn(command, run.names)];
  const { stdout } = await execa('sh', words, { cwd: run.folder, env: run.environment, stdin: 'ignore' });
  if (prints.length > 0) t.is(normalizeScreen(stdout, Infinity, run.shownFor), `${prints.join('\n')}\n`);
}

async function compareScreen(stage: Stage, name: string): Promise<void> {
  const { fixture, run, isWriting, screens } = stage;
  const terminal = terminalOf(stage);
  const look = (): string => {
    const screen = normalizeScreen(terminal.screen(), stage.columns, run.shownFor);
    return markCursor(screen, terminal.inverseRows(cursorColumn));
  };
  screens.set(
    name,
    await (isWriting ? awaitStillness(look) : awaitGolden(look, fixture.screens.get(name), name)),
  );
}

/** Nothing else stands there, between the signs of a line and its time. */
const cursorColumn = 2;

/** The row at the cursor stands out by its colours, which a text has not. */
const markCursor = (screen: string, inverseRows: readonly number[]): string =>
  screen
    .split('\n')
    .map((row, index) =>
      index > 0 && inverseRows.includes(index) && row[cursorColumn] === ' '
        ? `${row.slice(0, cursorColumn)}›${row.slice(cursorColumn + 1)}`
        : row,
    )
    .join('\n');
