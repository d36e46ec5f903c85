// Clicks and the wheel, put where the frame itself shows what is meant.
import test from 'ava';
import { openPrompt } from '../../src/tui/command-prompt.js';
import { createFrameRenderer } from '../../src/tui/frame-renderer.js';
import { present } from '../../src/tui/present/present.js';
import { withoutColors } from '../../src/tui/present/without-colors.js';
import { pressMouse } from '../../src/tui/press-mouse.js';
import type { KeyPressed } from '../../src/tui/press-key.js';
import type { CellPlace } from '../../src/tui/read-mouse.js';
import { openView, type Size, type ViewState } from '../../src/tui/view-state.js';
import { sceneOf } from '../helpers/scene-of.js';
import { ran, tellSession } from '../helpers/tell-session.js';

const text = Array.from({ length: 40 }, (_, index) => (index === 0 ? 'FROM a' : `RUN <${index + 1}>`)).join(
  '\n',
);
const output = Array.from({ length: 60 }, (_, index) => `line ${index}\n`).join('');
const context = tellSession(text, [...ran(0), ...ran(1, output)]);

const sizes = {
  below: { columns: 80, rows: 24 },
  beside: { columns: 200, rows: 60 },
  small: { columns: 40, rows: 10 },
};

const viewOf = (size: Size, start: Partial<ViewState> = {}): ViewState => ({ ...openView(size), ...start });

/** Where the frame shows this text. */
function find(view: ViewState, wanted: string): CellPlace {
  const renderer = createFrameRenderer(false);
  const { columns, rows } = view.size;
  const frame = renderer.render(present(sceneOf(context, { columns, rows, view })));
  renderer.close();
  const lines = withoutColors(frame).split('\n');
  const row = lines.findIndex((line) => line.includes(wanted));
  return { row, column: lines[row]!.indexOf(wanted) };
}

const click = (view: ViewState, wanted: string, toRight = 0): KeyPressed => {
  const { column, row } = find(view, wanted);
  return pressMouse(view, { type: 'click', column: column + toRight, row }, context);
};

const turn = (view: ViewState, direction: 1 | -1, place: CellPlace, notches = 1): ViewState => {
  let seen = view;
  for (let count = 0; count < notches; count += 1)
    seen = pressMouse(seen, { type: 'wheel', direction, ...place }, context).view;
  return seen;
};

for (const [name, size] of Object.entries(sizes)) {
  test(`a click on a line puts the cursor there: ${name}`, (t) => {
    t.is(click(viewOf(size), 'RUN <3>').view.cursor, 3);
    t.is(click(viewOf(size), 'RUN <3>', 12).view.cursor, 3, 'beside its text as well');
    t.is(click(viewOf(size, { cursor: 30, sourceTop: 30 }), 'RUN <31>').view.cursor, 31);
  });

  test(`a click on a tab's name opens it: ${name}`, (t) => {
    const [layers, config] = name === 'small' ? [' L ', ' C '] : [' Lay', ' Con'];
    t.is(click(viewOf(size), layers, 1).view.tab, 'layers');
    t.is(click(viewOf(size), config, 1).view.tab, 'config');
    t.is(click(viewOf(size, { tab: 'layers' }), '[Layers]', 7).view.tab, 'layers');
  });

  test(`a click beside a line sets a breakpoint: ${name}`, (t) => {
    const { row } = find(viewOf(size), 'RUN <3>');
    for (const column of [0, 1, 8]) {
      const { view, request } = pressMouse(viewOf(size), { type: 'click', column, row }, context);
      t.deepEqual(request, { type: 'command', command: { type: 'toggleBreakpoint', line: 3 } });
      t.is(view.cursor, undefined);
    }
    t.is(click(viewOf(size), ' 3 RUN <3>', 1).request?.type, 'command', 'its number is beside it');
  });
}

test('with the pane alone its tabs are where the frame shows them, and the source is out of reach', (t) => {
  const view = viewOf(sizes.below, { zoom: 'pane' });
  t.is(click(view, 'Layers').view.tab, 'layers');
  t.deepEqual(pressMouse(view, { type: 'click', column: 30, row: 5 }, context), { view });
});

test('with the source alone each of its lines is reached', (t) => {
  const view = viewOf(sizes.below, { zoom: 'source' });
  t.is(click(view, 'FROM a').view.cursor, 1);
  t.is(click(view, 'RUN <20>').view.cursor, 20);
});

test('a click on the gap between two tabs, on the rule or on the rest of the screen does nothing', (t) => {
  const view = viewOf(sizes.below);
  const { column, row } = find(view, 'Config');
  for (const at of [
    { column: column - 1, row },
    { column: 0, row },
    { column: 79, row },
  ])
    t.deepEqual(pressMouse(view, { type: 'click', ...at }, context), { view });
  for (const at of [0, 21, 22, 23, 24, 500])
    t.deepEqual(pressMouse(view, { type: 'click', column: 3, row: at }, context), { view });
});

test('a click on a step or a stage in a tab puts the cursor on its line', (t) => {
  t.is(click(viewOf(sizes.beside, { tab: 'layers' }), 'RUN <12>', 100).view.cursor, 12);
  const stages = viewOf(sizes.beside, { tab: 'stages', cursor: 9 });
  t.is(click(stages, 'stage 0').view.cursor, 1);
  t.is(
    click(viewOf(sizes.beside, { cursor: 9 }), 'line 42').view.cursor,
    9,
    'output is no place in the file',
  );
});

test('a click below the last line does nothing', (t) => {
  const short = tellSession('FROM a\n', []);
  const view = viewOf(sizes.below);
  t.deepEqual(pressMouse(view, { type: 'click', column: 30, row: 8 }, short), { view });
});

test('while something is typed a click does nothing', (t) => {
  for (const start of [{ prompt: 'a' }, { command: openPrompt }, { search: { query: 'a' } }]) {
    const view = viewOf(sizes.below, start);
    t.deepEqual(pressMouse(view, { type: 'click', column: 30, row: 4 }, context), { view });
  }
});

test('the wheel over the source moves its lines, and the cursor when it would be out of sight', (t) => {
  const place = { column: 20, row: 3 };
  const start = viewOf(sizes.below, { cursor: 8 });
  const down = turn(start, 1, place);
  t.is(down.sourceTop, 4);
  t.is(down.cursor, 8);
  t.is(turn(down, 1, place).sourceTop, 7);
  t.is(turn(down, 1, place).cursor, 10);
  const end = turn(start, 1, place, 50);
  t.is(end.sourceTop, 29);
  t.deepEqual(turn(end, 1, place), end);
  t.is(turn(end, -1, place, 50).sourceTop, 1);
  t.is(turn(end, -1, place).sourceTop, 26);
});

test('where all lines are seen the wheel moves nothing', (t) => {
  const view = viewOf(sizes.beside);
  t.deepEqual(turn(view, 1, { column: 20, row: 3 }), view);
});

test('the wheel over the pane moves its rows, in the bar as well', (t) => {
  const view = viewOf(sizes.below, { outputTop: { line: 30, row: 0 } });
  for (const row of [13, 14, 20]) {
    t.deepEqual(turn(view, -1, { column: 20, row }).outputTop, { line: 27, row: 0 });
    t.deepEqual(turn(view, 1, { column: 20, row }).outputTop, { line: 33, row: 0 });
  }
  t.is(turn(view, 1, { column: 20, row: 20 }, 20).outputTop, undefined, 'at the end it follows again');
});

test('the wheel works in a search, too', (t) => {
  const view = viewOf(sizes.below, { outputTop: { line: 30, row: 0 }, search: { query: 'x' } });
  t.deepEqual(turn(view, -1, { column: 20, row: 20 }).outputTop, { line: 27, row: 0 });
});

test('the wheel moves through the help', (t) => {
  const view = viewOf(sizes.below, { isHelpOpen: true });
  t.is(turn(view, 1, { column: 20, row: 8 }).helpTop, 3);
  t.is(turn(view, 1, { column: 20, row: 8 }, 2).helpTop, 6);
  t.is(turn(view, -1, { column: 20, row: 8 }).helpTop, 0);
});

test('a screen that is too small takes nothing', (t) => {
  const view = viewOf({ columns: 20, rows: 5 });
  t.deepEqual(pressMouse(view, { type: 'click', column: 3, row: 1 }, context), { view });
  t.deepEqual(turn(view, 1, { column: 3, row: 1 }), view);
});
