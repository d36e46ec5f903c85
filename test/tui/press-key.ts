import test from 'ava';
import { refusalOf } from '../../src/session/refusal.js';
import type { SessionState } from '../../src/session/state.js';
import { transition, type SessionInput } from '../../src/session/transition.js';
import {
  checkpointsBindings,
  filesBindings,
  findBinding,
  fixBindings,
  keyBindings,
  keyTable,
  searchBindings,
} from '../../src/tui/keys.js';
import { pressKey, type KeyPressed } from '../../src/tui/press-key.js';
import { readKeys } from '../../src/tui/read-keys.js';
import { openView, type ViewContext, type ViewState } from '../../src/tui/view-state.js';
import { fails, finishes, next, ran, starts, tellSession } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN one\n# a comment\nRUN two\n';
const run = [...ran(0), ...ran(1)];
const situations = {
  'at the beginning': [],
  paused: ran(0),
  running: [...ran(0), next, starts(1)],
  failed: [...ran(0), next, starts(1), fails(1)],
  'making the image': [...run, ...ran(2)],
  finished: [...run, ...ran(2), finishes()],
} satisfies Readonly<Record<string, readonly SessionInput[]>>;
type Situation = keyof typeof situations;

const told = (situation: Situation): ViewContext => tellSession(text, situations[situation]);
const view = openView({ columns: 80, rows: 24 });
const press = (key: string, situation: Situation, start: Partial<ViewState> = {}): KeyPressed =>
  pressKey({ ...view, ...start }, key, told(situation));

/** What comes of a key: an order to the engine, another state, or what the session says to it. */
function outcomeOf({ request }: KeyPressed, { session }: ViewContext): string {
  if (request?.type !== 'command') return request?.type ?? 'only looks';
  const { state, effects } = transition(session, request.command);
  const [effect] = effects;
  if (effect?.type === 'runStep')
    return `runs step ${effect.step} from ${effect.from}, then ${goalOf(state)}`;
  if (effect !== undefined) return effect.type;
  if (state.notice !== session.notice) return `says: ${state.notice}`;
  return `${state.status} before step ${state.position}`;
}

const goalOf = ({ until }: SessionState): string =>
  typeof until === 'string' ? until : `before step ${until.before}`;

const does = test.macro<[key: string, situation: Situation, outcome: string]>({
  exec: (t, key, situation, outcome) => {
    t.is(outcomeOf(press(key, situation), told(situation)), outcome);
  },
  title: (_ = '', key, situation, outcome) => `${key}, ${situation}: ${outcome}`,
});

const busy = 'says: a step is running; Ctrl-C interrupts it';
const over = 'says: the build is finished; u goes back, q quits';
const stuck =
  'says: the step failed; r retries from the clean state, R on top of what it left, s opens a shell';

test(does, 'e', 'paused', 'edit');
test(does, 'e', 'failed', 'edit');
test(does, 'n', 'at the beginning', 'runs step 0 from clean, then pause');
test(does, 'n', 'paused', 'runs step 1 from clean, then pause');
test(does, 'n', 'running', busy);
test(does, 'n', 'failed', stuck);
test(does, 'n', 'finished', over);
test(does, 'c', 'paused', 'runs step 1 from clean, then stop');
test(does, 'c', 'running', busy);
test(does, 'c', 'failed', stuck);
test(does, 'c', 'finished', over);
test(does, 'r', 'paused', 'runs step 1 from clean, then pause');
test(does, 'r', 'running', busy);
test(does, 'r', 'failed', 'runs step 1 from clean, then pause');
test(does, 'r', 'finished', 'says: there is no step to retry; u goes back');
test(does, 'R', 'paused', 'says: nothing failed here; r runs the step from the clean state');
test(does, 'R', 'running', busy);
test(does, 'R', 'failed', 'runs step 1 from live, then pause');
test(does, 'R', 'finished', 'says: there is no step to retry; u goes back');
test(does, 's', 'at the beginning', 'says: there is no container before FROM; n goes past it');
test(does, 's', 'paused', 'openShell');
test(does, 's', 'running', busy);
test(does, 's', 'failed', 'openShell');
test(does, 's', 'finished', 'openShell');
test(does, 'S', 'paused', 'says: nothing failed here; s opens a shell in the state before the step');
test(does, 'S', 'running', busy);
test(does, 'S', 'failed', 'openShell');
test(does, 'z', 'paused', 'says: there is no command to undo here; : runs one');
test(does, 'z', 'running', busy);
test(does, ':', 'paused', 'only looks');
test(does, 'u', 'at the beginning', 'says: this is the beginning');
test(does, 'u', 'paused', 'paused before step 0');
test(does, 'u', 'running', busy);
test(does, 'u', 'failed', 'paused before step 1');
test(does, 'u', 'finished', 'paused before step 2');
test(does, 'g', 'at the beginning', 'says: this is the beginning');
test(does, 'g', 'paused', 'paused before step 0');
test(does, 'g', 'running', busy);
test(does, 'g', 'failed', 'paused before step 0');
test(does, 'g', 'finished', 'paused before step 0');
test(does, 'x', 'at the beginning', 'says: FROM cannot be skipped: its stage stands on it');
test(does, 'x', 'paused', 'skipStep');
test(does, 'x', 'running', busy);
test(does, 'x', 'failed', 'skipStep');
test(does, 'x', 'finished', 'says: there is no step to skip; u goes back');
test(does, 'a', 'paused', 'runs step 1 from clean, then pause');
test(does, 'a', 'running', busy);
test(does, 'a', 'failed', 'runs step 1 from clean, then pause');
test(does, 'a', 'finished', 'runs step 2 from clean, then pause');
test(does, 'h', 'paused', 'says: it stands there already');
test(does, 'h', 'running', busy);
test(does, 'h', 'failed', 'paused before step 1');
test(does, 'b', 'paused', 'says: breakpoint on line 2');
test(does, 'b', 'running', 'says: breakpoint on line 2');
test(does, 'w', 'paused', 'writeResume');
test(does, 'w', 'running', busy);
test(does, 'w', 'failed', 'writeResume');
test(does, 'w', 'finished', 'writeResume');
test(does, 'ctrl+c', 'running', 'interrupt');
test(does, 'ctrl+c', 'making the image', 'interrupt');
test(does, 'ctrl+c', 'paused', 'endSession');
test(does, 'ctrl+c', 'failed', 'endSession');
test(does, 'ctrl+c', 'finished', 'endSession');
test(does, 'q', 'paused', 'endSession');
test(does, 'q', 'running', 'endSession');
test(does, 'ctrl+l', 'running', 'redraw');

test('a breakpoint is set where the cursor is, and refused where no step stands', (t) => {
  const context = told('paused');
  t.is(outcomeOf(press('b', 'paused', { cursor: 4 }), context), 'says: breakpoint on line 4');
  t.is(
    outcomeOf(press('b', 'paused', { cursor: 3 }), context),
    'says: no step of this build stands on line 3',
  );
});

test('h runs on to the step at the cursor, goes back to it, and takes a line without a step for the next one', (t) => {
  const from = (situation: Situation, cursor: number): string =>
    outcomeOf(press('h', situation, { cursor }), told(situation));
  t.is(from('paused', 4), 'runs step 1 from clean, then before step 2');
  t.is(from('paused', 3), 'runs step 1 from clean, then before step 2');
  t.is(from('paused', 1), 'paused before step 0');
  t.is(from('finished', 2), 'paused before step 1');
  t.is(from('failed', 4), stuck);
  t.is(from('running', 4), busy);
});

const typeAll = (keys: readonly string[], situation: Situation = 'paused'): KeyPressed => {
  let pressed: KeyPressed = { view };
  for (const key of keys) pressed = pressKey(pressed.view, key, told(situation));
  return pressed;
};

test('B takes what is typed as a breakpoint, also while a step runs, and is gone after Enter', (t) => {
  for (const situation of ['paused', 'running'] as const) {
    t.is(typeAll(['B', '/', 'q'], situation).view.prompt, '/q');
    const pressed = typeAll(['B', '/', 't', 'w', '/', 'return'], situation);
    t.is(outcomeOf(pressed, told(situation)), 'says: breakpoint /tw/, before line 4');
    t.is(pressed.view.prompt, undefined);
  }
});

test('what cannot be read is said', (t) => {
  const pressed = typeAll(['B', 'o', 'n', 'e', 'return']);
  t.is(outcomeOf(pressed, told('paused')), 'says: one: no stage `one` in this build; its stages: 0');
});

test('leaving the prompt asks for nothing', (t) => {
  for (const key of ['escape', 'ctrl+c', 'backspace']) t.deepEqual(typeAll(['B', key]), { view });
  t.deepEqual(typeAll(['B', 'space', 'return']), { view });
});

test('a runs the step at the cursor again, if it has run', (t) => {
  const from = (cursor: number): string => outcomeOf(press('a', 'finished', { cursor }), told('finished'));
  t.is(from(2), 'runs step 1 from clean, then pause');
  t.is(
    outcomeOf(press('a', 'paused', { cursor: 4 }), told('paused')),
    'says: this step has not run yet; h runs on to it',
  );
});

test('below the last step h runs on to the end', (t) => {
  const context = tellSession('FROM a\nRUN one\n# the end\n', ran(0));
  t.is(
    outcomeOf(pressKey({ ...view, cursor: 3 }, 'h', context), context),
    'runs step 1 from clean, then before step 2',
  );
});

test('a breakpoint that is there is cleared', (t) => {
  const context = tellSession(text, [...ran(0), { type: 'toggleBreakpoint', line: 2 }]);
  t.is(outcomeOf(pressKey(view, 'b', context), context), 'says: no breakpoint on line 2 any more');
});

/** What the keys of looking change, from a view that has something to change everywhere. */
const looks = test.macro<[keys: string, change: Partial<ViewState>]>({
  exec: (t, keys, change) => {
    const context = tellSession(text, [...ran(0), ...ran(1, 'x\n'.repeat(40))]);
    const start = { ...view, cursor: 2, outputTop: { line: 10, row: 0 } };
    for (const key of keys.split(' ')) {
      const { view: seen, request } = pressKey(start, key, context);
      t.deepEqual({ ...start, cursor: undefined, outputTop: undefined, ...seen }, { ...start, ...change });
      t.is(request, undefined);
    }
  },
  title: (_ = '', keys, change) => `${keys} changes only what is seen: ${JSON.stringify(change)}`,
});

const end = undefined as never;
const line = (number: number): Partial<ViewState> => ({ outputTop: { line: number, row: 0 } });
test(looks, 'up k pageup , home <', { cursor: 1, outputTop: end });
test(looks, 'down j', { cursor: 3 });
test(looks, 'pagedown . end >', { cursor: 4 });
test(looks, 'shift+up K', line(9));
test(looks, 'shift+down J', line(11));
test(looks, 'ctrl+u', line(7));
test(looks, 'ctrl+d', line(13));
test(looks, ']', { tab: 'files' });
test(looks, '+', { zoom: 'pane' });
test(looks, '_', { zoom: 'source' });
test(looks, '{', line(0));
test(looks, '}', { outputTop: end });
test(looks, 'escape', { cursor: end, outputTop: end });
test(looks, 'B', { prompt: '' });
test(looks, '?', { isHelpOpen: true });

test('keys that mean nothing change nothing', (t) => {
  for (const key of ['Z', 'N', 'alt+n', 'ctrl+x', 'return', 'space', 'left', 'é', 'f1', '']) {
    t.deepEqual(press(key, 'paused'), { view });
    t.deepEqual(press(key, 'paused', { isHelpOpen: true }), { view: { ...view, isHelpOpen: true } });
  }
});

const inHelp = (key: string): KeyPressed => press(key, 'paused', { isHelpOpen: true, cursor: 2 });

test('in the help Esc, q and ? leave the help and nothing else', (t) => {
  for (const key of ['escape', 'q', '?']) t.deepEqual(inHelp(key), { view: { ...view, cursor: 2 } });
});

test('a command in the help is carried out, and the help makes room', (t) => {
  for (const key of ['n', 'c', 'r', 's', 'u', 'b', 'w', 'ctrl+c']) {
    const { view: seen, request } = inHelp(key);
    t.is(request?.type, 'command', key);
    t.false(seen.isHelpOpen, key);
  }
});

test('to draw anew leaves the help open', (t) => {
  t.deepEqual(inHelp('ctrl+l'), {
    view: { ...view, cursor: 2, isHelpOpen: true },
    request: { type: 'redraw' },
  });
});

test(looks, '/', { search: { query: '' } });

const pressAll = (keys: readonly string[], start: Partial<ViewState> = {}): ViewState =>
  keys.reduce<ViewState>((seen, key) => pressKey(seen, key, told('paused')).view, { ...view, ...start });

test('while a search is open, characters are text and no commands', (t) => {
  const keys = ['/', 'n', 'q', 'space', '?', 'é', '日', '['];
  for (const key of keys) t.is(press(key, 'paused', { search: { query: 'a' } }).request, undefined);
  t.deepEqual(pressAll(keys), { ...view, search: { query: 'nq ?é日[' } });
  t.deepEqual(pressAll([...keys, 'backspace', 'backspace']).search, { query: 'nq ?é' });
});

test('Esc and Ctrl-C leave the search and nothing else', (t) => {
  for (const key of ['escape', 'ctrl+c']) {
    t.deepEqual(press(key, 'running', { search: { query: 'a' }, cursor: 2 }), {
      view: { ...view, cursor: 2 },
    });
  }
});

test('keys that are no text mean nothing in a search but those that scroll or draw', (t) => {
  const open = { ...view, search: { query: 'a' } };
  for (const key of ['left', 'tab', 'pageup', 'alt+n', 'ctrl+x']) {
    t.deepEqual(press(key, 'paused', open), { view: open });
  }
  t.deepEqual(press('ctrl+l', 'paused', open).request, { type: 'redraw' });
});

test('no key has two meanings', (t) => {
  for (const bindings of [keyBindings, filesBindings, checkpointsBindings, fixBindings, searchBindings]) {
    const all = bindings.flatMap(({ keys }) => keys);
    t.deepEqual(all, [...new Set(all)]);
  }
  for (const binding of keyBindings)
    for (const key of binding.keys) t.is(findBinding(keyTable, 'session', key), binding);
});

/** What xterm sends; a character and Ctrl with a letter speak for themselves. */
const sequences: Readonly<Record<string, string>> = {
  up: '\u001b[A',
  down: '\u001b[B',
  'shift+up': '\u001b[1;2A',
  'shift+down': '\u001b[1;2B',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
  return: '\r',
  space: ' ',
  backspace: '\u007f',
};

test('every key of the table can be typed', (t) => {
  const all = [
    ...keyBindings,
    ...filesBindings,
    ...checkpointsBindings,
    ...fixBindings,
    ...searchBindings,
  ].flatMap(({ keys }) => keys);
  for (const key of all.filter((each) => each !== 'escape')) {
    const control = /^ctrl\+(.)$/.exec(key)?.[1];
    const typed =
      control === undefined ? (sequences[key] ?? key) : String.fromCharCode(control.charCodeAt(0) - 96);
    t.deepEqual(readKeys(typed).keys, [key]);
  }
});

for (const situation of Object.keys(situations) as Situation[]) {
  test(`${situation}, the keys hinted at are those that are not refused`, (t) => {
    const context = told(situation);
    for (const { keys, applies, action } of keyBindings) {
      if (action.type !== 'command') continue;
      const refusal = refusalOf(context.session, action.command);
      t.is(applies(context.session), refusal === undefined, `${keys[0]}: ${refusal}`);
    }
  });
}
