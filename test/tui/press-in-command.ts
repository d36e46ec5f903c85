import test from 'ava';
import type { SessionInput } from '../../src/session/transition.js';
import { lineOf } from '../../src/tui/edit-line.js';
import { pressKey, type KeyPressed } from '../../src/tui/press-key.js';
import { updateView } from '../../src/tui/update-view.js';
import { openView, shownStep, type ViewState } from '../../src/tui/view-state.js';
import { fails, next, ran, starts, tellSession } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN one\nRUN two\n';
const paused = tellSession(text, ran(0));
const failed = tellSession(text, [...ran(0), next, starts(1), fails(1)]);
const view = openView({ columns: 80, rows: 24 });

/** What a sequence of keys comes to. */
const press = (keys: string[], start: Partial<ViewState> = {}): KeyPressed => {
  let pressed: KeyPressed = { view: { ...view, ...start } };
  for (const key of keys) pressed = pressKey(pressed.view, key, paused);
  return pressed;
};

test('a line after the colon is executed as a RUN would be, and kept; its output is shown', (t) => {
  const { view: after, request } = press([':', 'l', 's', 'return'], {
    tab: 'config',
    zoom: 'source',
    cursor: 3,
    outputTop: { line: 1, row: 0 },
  });
  t.deepEqual(request, {
    type: 'command',
    command: { type: 'execute', command: { form: 'shell', script: 'ls' }, keeps: true },
  });
  t.is(after.command, undefined);
  t.is(after.tab, 'output');
  t.is(after.zoom, 'both');
  t.is(after.cursor, undefined);
  t.is(after.outputTop, undefined);
  t.deepEqual(after.commandHistory, ['ls']);
});

test('keys of the debugger are characters while a command is typed', (t) => {
  t.deepEqual(press([':', 'q', 'n', '?', 'z']).view.command?.line, lineOf('qn?z'));
});

test('a command that is left is neither executed nor remembered', (t) => {
  const { view: after, request } = press([':', 'l', 's', 'escape']);
  t.is(request, undefined);
  t.deepEqual(after, { ...view, sourceTop: after.sourceTop });
});

test('Tab asks for what completes the line, and the answer comes later', (t) => {
  const { view: asked, request } = press([':', '/', 'e', 'tab']);
  t.deepEqual(request, { type: 'complete', line: lineOf('/e') });
  const completed = {
    type: 'completed',
    line: lineOf('/e'),
    completion: { start: 0, candidates: ['/etc/'] },
  };
  t.deepEqual(updateView(asked, completed as never, paused).command, { line: lineOf('/etc/') });
  t.is(updateView(view, completed as never, paused).command, undefined);
});

const shows = test.macro<[inputs: SessionInput[], step: number]>({
  exec: (t, inputs, step) => {
    t.is(shownStep(view, tellSession(text, [...ran(0), ...inputs])), step);
  },
  title: (title) => `the output shown is that of the prompt's place ${title ?? ''}`,
});
const runs: SessionInput = { type: 'execute', command: { form: 'shell', script: 'ls' }, keeps: true };
const time = '2026-01-01T00:00:00.000Z';
test('while it runs', shows, [runs], 1);
test(
  'when it is over',
  shows,
  [runs, { type: 'execution/ended', step: 1, exitCode: 0, milliseconds: 1, time }],
  1,
);

test('the keys for the clean state and for undo ask the session', (t) => {
  t.deepEqual(pressKey(view, 'S', failed).request, {
    type: 'command',
    command: { type: 'openShell', state: 'clean' },
  });
  t.deepEqual(pressKey(view, 'z', failed).request, { type: 'command', command: { type: 'undo' } });
});
