import test from 'ava';
import type { SessionInput } from '../../src/session/transition.js';
import type { CursorUnit, Direction, ScrollUnit } from '../../src/tui/key-actions.js';
import { helpLength } from '../../src/tui/present/help.js';
import { tabNames } from '../../src/tui/present/tabs/tabs.js';
import { updateView, type ViewUpdate } from '../../src/tui/update-view.js';
import { openView, type ViewContext, type ViewState } from '../../src/tui/view-state.js';
import { planReplaced } from '../helpers/plan-replaced.js';
import {
  began,
  fails,
  finishes,
  keeps,
  next,
  prints,
  ran,
  reports,
  skips,
  starts,
  succeeds,
  tellSession,
  time,
} from '../helpers/tell-session.js';

/** Steps on the lines 1 to 30, the first two of them done, the second with much output. */
const text = ['FROM a', ...Array.from({ length: 29 }, (_, index) => `RUN ${index + 2}`)].join('\n');
const output = Array.from({ length: 40 }, (_, index) => `l${index}\n`).join('');
const done = [...ran(0, 'first\n'), ...ran(1, output)];
const paused = tellSession(text, done);

/** 12 lines of source, 7 of output. */
const view = openView({ columns: 80, rows: 24 });

const after = (start: Partial<ViewState>, context: ViewContext, ...updates: ViewUpdate[]): ViewState =>
  updates.reduce((state, update) => updateView(state, update, context), { ...view, ...start });

const moves = test.macro<[from: number | undefined, by: CursorUnit, direction: Direction, to: number]>({
  exec: (t, cursor, by, direction, to) => {
    const moved = after(cursor === undefined ? {} : { cursor }, paused, {
      type: 'moveCursor',
      by,
      direction,
    });
    t.is(moved.cursor, to);
    t.true(moved.sourceTop <= to && to < moved.sourceTop + 12, 'the cursor is in sight');
  },
  title: (_ = '', from, by, direction, to) =>
    `the cursor, ${from === undefined ? 'following' : `on ${from}`}, one ${by} ${direction === 1 ? 'down' : 'up'}, is on ${to}`,
});

test(moves, undefined, 'line', 1, 4);
test(moves, undefined, 'line', -1, 2);
test(moves, 10, 'line', 1, 11);
test(moves, 10, 'page', 1, 21);
test(moves, 25, 'page', -1, 14);
test(moves, 1, 'line', -1, 1);
test(moves, 30, 'line', 1, 30);
test(moves, 25, 'page', 1, 30);
test(moves, 5, 'page', -1, 1);
test(moves, 15, 'file', -1, 1);
test(moves, 15, 'file', 1, 30);

const up = { type: 'moveCursor', by: 'line', direction: -1 } as const;
const down = { ...up, direction: 1 } as const;

test('on a step with other output the cursor shows the end of that output', (t) => {
  t.is(after({ cursor: 2, outputTop: { line: 3, row: 0 } }, paused, up).outputTop, undefined);
});

test('where the cursor shows the same output, its place stays', (t) => {
  const outputTop = { line: 3, row: 0 };
  t.deepEqual(after({ cursor: 5, outputTop }, paused, down).outputTop, outputTop);
});

const scrolls = test.macro<
  [from: number | undefined, by: ScrollUnit, direction: Direction, to: number | undefined]
>({
  exec: (t, from, by, direction, to) => {
    const start = from === undefined ? {} : { outputTop: { line: from, row: 0 } };
    const { outputTop, ...others } = after(start, paused, { type: 'scrollPane', by, direction });
    t.is(outputTop?.line, to);
    t.deepEqual(others, view);
  },
  title: (_ = '', from, by, direction, to) =>
    `output from ${from ?? 'its end'}, ${by} ${direction === 1 ? 'down' : 'up'}, is from ${to ?? 'its end'}`,
});

test(scrolls, undefined, 'row', -1, 32);
test(scrolls, undefined, 'halfPage', -1, 30);
test(scrolls, undefined, 'all', -1, 0);
test(scrolls, 10, 'row', 1, 11);
test(scrolls, 10, 'halfPage', 1, 13);
test(scrolls, 10, 'all', 1, undefined);
test(scrolls, 32, 'row', 1, undefined);

test('the tabs go round, and what is asked for takes the place of why and of the help', (t) => {
  const right = { type: 'changeTab', direction: 1 } as const;
  const left = { type: 'changeTab', direction: -1 } as const;
  for (const [index, tab] of tabNames.entries()) {
    const seen = after({ tab, isWhyOpen: true, isHelpOpen: true }, paused, right);
    const next = tabNames[(index + 1) % tabNames.length]!;
    t.deepEqual(seen, { ...view, tab: next });
    t.is(after(seen, paused, left).tab, tab);
  }
});

test('the pane alone, the source alone, and both again; backwards the other way', (t) => {
  const zoomed = (direction: Direction, times: number): ViewState['zoom'] =>
    after({}, paused, ...Array.from({ length: times }, () => ({ type: 'zoom', direction }) as const)).zoom;
  t.deepEqual(
    [1, 2, 3].map((times) => zoomed(1, times)),
    ['pane', 'source', 'both'],
  );
  t.deepEqual(
    [1, 2, 3].map((times) => zoomed(-1, times)),
    ['source', 'pane', 'both'],
  );
});

test('what is asked of a pane that is not seen brings it back, and it does not scroll unseen', (t) => {
  const alone = { zoom: 'source' } as const;
  t.is(after(alone, paused, { type: 'changeTab', direction: 1 }).zoom, 'both');
  t.is(after(alone, paused, { type: 'toggleWhy' }).zoom, 'both');
  t.deepEqual(after(alone, paused, { type: 'scrollPane', by: 'row', direction: -1 }), { ...view, ...alone });
  t.is(after({ zoom: 'pane' }, paused, { type: 'changeTab', direction: 1 }).zoom, 'pane');
});

test('half a page is that of what is seen', (t) => {
  const alone = after({ zoom: 'pane' }, paused, { type: 'scrollPane', by: 'halfPage', direction: -1 });
  t.is(alone.outputTop?.line, 40 - 19 - 9);
});

test('the place in the output is there again after a look at other tabs', (t) => {
  const outputTop = { line: 3, row: 0 };
  const away = after({ outputTop }, paused, { type: 'changeTab', direction: 1 });
  t.deepEqual(after(away, paused, { type: 'changeTab', direction: -1 }).outputTop, outputTop);
});

/** Seven rows of it are seen. */
const variables = Array.from({ length: 30 }, (_, index) => `V${index}=${index}`).join(' ');
const configured = tellSession(`FROM a\nENV ${variables}\nRUN x\n`, ran(0));
const scrollConfig = (
  by: ScrollUnit,
  direction: Direction,
  from: Partial<ViewState> = {},
): number | undefined =>
  after({ tab: 'config', cursor: 3, ...from }, configured, { type: 'scrollPane', by, direction }).tabTop
    ?.place.line;

test('a tab scrolls from its beginning to its end, and stays there', (t) => {
  t.is(scrollConfig('row', 1), 1);
  t.is(scrollConfig('halfPage', 1), 3);
  t.is(scrollConfig('row', -1), 0);
  t.is(scrollConfig('all', 1), 27);
  const tabTop = { place: { line: 27, row: 0 }, scope: -1 };
  t.is(scrollConfig('row', 1, { tabTop }), 27);
  t.is(scrollConfig('row', -1, { tabTop }), 26);
});

test('to follow means the execution and the end of the output', (t) => {
  const followed = after({ cursor: 25, sourceTop: 19, outputTop: { line: 3, row: 0 } }, paused, {
    type: 'follow',
  });
  t.deepEqual(followed, view);
});

test('the help opens at its top, and closes', (t) => {
  const open = after({ helpTop: 7 }, paused, { type: 'toggleHelp' });
  t.deepEqual(open, { ...view, isHelpOpen: true, helpTop: 0 });
  t.deepEqual(after(open, paused, { type: 'toggleHelp' }), view);
});

/** 19 rows of help. */
const help = { isHelpOpen: true };
const lastHelpTop = helpLength - 19;

test('with help open the keys of the cursor scroll the help, and no further than its ends', (t) => {
  const helpTopAfter = (helpTop: number, by: CursorUnit, direction: Direction): number => {
    const moved = after({ ...help, helpTop }, paused, { type: 'moveCursor', by, direction });
    t.is(moved.cursor, undefined);
    return moved.helpTop;
  };
  t.is(helpTopAfter(0, 'line', 1), 1);
  t.is(helpTopAfter(1, 'line', -1), 0);
  t.is(helpTopAfter(0, 'line', -1), 0);
  t.is(helpTopAfter(helpTopAfter(lastHelpTop - 20, 'page', 1), 'page', 1), lastHelpTop);
  const low = { ...help, size: { columns: 80, rows: 10 } };
  t.is(
    after(low, paused, { type: 'moveCursor', by: 'page', direction: 1 }).helpTop,
    4,
    'a page of five rows',
  );
  t.is(helpTopAfter(lastHelpTop, 'line', 1), lastHelpTop);
  t.is(helpTopAfter(0, 'file', 1), lastHelpTop);
  t.is(helpTopAfter(3, 'file', -1), 0);
});

test('with help open the output, which is not seen, does not scroll', (t) => {
  const start: ViewState = { ...view, ...help };
  t.deepEqual(after(start, paused, { type: 'scrollPane', by: 'all', direction: -1 }), start);
});

test('in a smaller window the cursor stays in sight', (t) => {
  const size = { columns: 40, rows: 10 };
  const { sourceTop, ...others } = after({ cursor: 12 }, paused, { type: 'resize', size });
  t.deepEqual(others.size, size);
  t.true(sourceTop <= 12 && 12 < sourceTop + 3);
});

test('in a larger window the help fills it again', (t) => {
  const resize = { type: 'resize', size: { columns: 80, rows: 120 } } as const;
  t.is(after({ ...help, helpTop: lastHelpTop }, paused, resize).helpTop, 0);
});

/** Of every command and event: the view after it, of one who looks elsewhere while a step runs. */
const elsewhere = { cursor: 1, outputTop: { line: 0, row: 0 }, runningSince: 5 };
const { cursor, outputTop, runningSince } = elsewhere;
const still = elsewhere;
const follows = { runningSince };
const clockStarts = { cursor, outputTop, runningSince: Date.parse(time) };
const clockStops = { cursor, outputTop };
const explains = { ...elsewhere, tab: 'explain' } as const;

const table: Readonly<Record<SessionInput['type'], readonly [SessionInput, Partial<ViewState>]>> = {
  next: [next, follows],
  continue: [{ type: 'continue' }, follows],
  back: [{ type: 'back' }, follows],
  goTo: [{ type: 'goTo', step: 0 }, follows],
  runAgain: [{ type: 'runAgain', step: 0 }, follows],
  skip: [{ type: 'skip' }, follows],
  retry: [{ type: 'retry', from: 'clean' }, follows],
  toggleBreakpoint: [{ type: 'toggleBreakpoint', line: 3 }, still],
  setBreakpoint: [{ type: 'setBreakpoint', place: '/a/' }, still],
  openShell: [{ type: 'openShell' }, still],
  undo: [{ type: 'undo' }, still],
  keepAnyway: [{ type: 'keepAnyway', line: 3 }, still],
  toggleTeaching: [{ type: 'toggleTeaching' }, explains],
  writeResume: [{ type: 'writeResume' }, still],
  quit: [{ type: 'quit' }, still],
  'session/started': [began, still],
  'stage/started': [{ type: 'stage/started', stage: 0, name: '0', time }, still],
  'step/started': [starts(2), clockStarts],
  'step/output': [prints(2, 'x'), still],
  'step/succeeded': [succeeds(2), clockStops],
  'step/failed': [fails(2), clockStops],
  'step/skipped': [skips(2), still],
  'step/retrying': [
    { type: 'step/retrying', step: 2, attempt: 1, times: 3, milliseconds: 2000, time },
    still,
  ],
  'state/restored': [
    { type: 'state/restored', step: 2, image: 'a', replayed: 0, milliseconds: 1, time },
    still,
  ],
  'checkpoint/taken': [keeps(2), still],
  'shell/opened': [{ type: 'shell/opened', step: 2, time }, still],
  'shell/closed': [{ type: 'shell/closed', step: 2, exitCode: 0, time }, still],
  'shell/refused': [{ type: 'shell/refused', step: 2, message: 'no shell', time }, still],
  execute: [{ type: 'execute', command: { form: 'shell', script: 'ls' }, keeps: true }, still],
  'execution/started': [{ type: 'execution/started', step: 2, text: 'ls', time }, still],
  'execution/output': [{ type: 'execution/output', step: 2, stream: 'stdout', text: 'x', time }, still],
  'execution/ended': [{ type: 'execution/ended', step: 2, exitCode: 0, milliseconds: 1, time }, still],
  'execution/refused': [{ type: 'execution/refused', step: 2, message: 'no', time }, still],
  'execution/undone': [{ type: 'execution/undone', step: 2, time }, still],
  'resume/written': [{ type: 'resume/written', path: 'x', line: 2, time }, still],
  'problem/reported': [reports('no'), still],
  replan: [{ type: 'replan' }, still],
  'plan/replaced': [planReplaced(paused.session.plan, text), follows],
  'plan/refused': [{ type: 'plan/refused', message: 'no', time }, still],
  proposeFix: [{ type: 'proposeFix' }, still],
  proveFix: [{ type: 'proveFix' }, follows],
  applyFix: [{ type: 'applyFix' }, still],
  dropFix: [{ type: 'dropFix' }, still],
  acceptWreck: [{ type: 'acceptWreck' }, follows],
  'fix/proposed': [
    {
      type: 'fix/proposed',
      step: 2,
      commands: [],
      instruction: '',
      before: '',
      text: '',
      isEdited: false,
      time,
    },
    still,
  ],
  'fix/refused': [{ type: 'fix/refused', message: 'no', time }, still],
  'fix/proved': [{ type: 'fix/proved', step: 2, line: 3, text: '', time }, still],
  'source/written': [{ type: 'source/written', path: 'x', backup: 'y', time }, still],
  'step/accepted': [{ type: 'step/accepted', step: 2, stage: '0', line: 3, text: '', time }, still],
  'session/finished': [finishes(), still],
  'session/failed': [
    { type: 'session/failed', step: 2, line: 3, exitCode: 1, checkpoint: null, wreck: null, time },
    still,
  ],
  'session/interrupted': [{ type: 'session/interrupted', time }, still],
};

for (const [type, [input, expected]] of Object.entries(table)) {
  const effect =
    expected === still
      ? 'leaves the eyes where they are'
      : expected === explains
        ? 'opens the explanation'
        : expected === follows
          ? 'brings the eyes back to where things happen'
          : `${expected === clockStarts ? 'starts' : 'stops'} the clock of the step and leaves the eyes where they are`;
  test(`${type} ${effect}`, (t) => {
    const context = tellSession(text, [...done, input]);
    const { sourceTop, happened, ...seen } = after(elsewhere, context, { type: 'session', input });
    t.deepEqual(seen, {
      size: view.size,
      tab: 'output',
      zoom: 'both',
      isHelpOpen: false,
      helpTop: 0,
      ...expected,
    });
  });
}

test('a step that begins while one follows shows the end of its own output', (t) => {
  const context = tellSession(text, [...done, next, starts(2)]);
  const seen = after({ outputTop: { line: 3, row: 0 } }, context, { type: 'session', input: starts(2) });
  t.is(seen.outputTop, undefined);
});

test('so it does where the cursor is on a step without output of its own', (t) => {
  const context = tellSession(text, [...done, next, starts(2)]);
  const seen = after({ cursor: 20, outputTop: { line: 3, row: 0 } }, context, {
    type: 'session',
    input: starts(2),
  });
  t.is(seen.outputTop, undefined);
  t.is(seen.cursor, 20);
});

test('of a step of several lines all are in sight, around the cursor only its line', (t) => {
  const comments = '# comment\n'.repeat(9);
  const context = tellSession(`${comments}FROM a\nRUN b \\\n c \\\n d\n${comments}`, ran(0));
  const topFrom = (start: Partial<ViewState>): number =>
    after(start, context, { type: 'resize', size: view.size }).sourceTop;
  t.is(topFrom({}), 5);
  t.is(topFrom({ cursor: 11 }), 3);
});

test('the step that comes next is always in sight', (t) => {
  let seen = view;
  for (let step = 0; step < 30; step += 1) {
    const context = tellSession(text, Array.from({ length: step + 1 }, (_, id) => ran(id)).flat());
    seen = updateView(seen, { type: 'session', input: succeeds(step) }, context);
    const line = Math.min(step + 2, 30);
    t.true(seen.sourceTop <= line && line < seen.sourceTop + 12, `line ${line}`);
  }
});
