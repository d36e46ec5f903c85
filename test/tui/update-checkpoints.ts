// Among the checkpoints of their tab: a cursor of their own, going there, a name, a difference, and the way out.
import test from 'ava';
import { neededFiles } from '../../src/tui/files-place.js';
import { pressKey, type KeyPressed } from '../../src/tui/press-key.js';
import { updateView } from '../../src/tui/update-view.js';
import { openView, type ViewContext, type ViewState } from '../../src/tui/view-state.js';
import { fakeStepFiles, known } from '../helpers/fake-step-files.js';
import { keeps, next, ran, tellSession } from '../helpers/tell-session.js';

const text = 'FROM a AS one\nRUN one\nRUN two\nFROM one\nRUN three\n';

const world = (): ViewContext => ({
  ...tellSession(text, [...ran(0), ...ran(1), keeps(1), ...ran(2), keeps(2), ...ran(3), ...ran(4), keeps(4)]),
  files: fakeStepFiles(),
});
const tagOf = (step: number): string => `refrom/app:0-L${step}-0badcafe`;

const view: ViewState = { ...openView({ columns: 80, rows: 24 }), tab: 'checkpoints' };

const press = (keys: readonly string[], start: ViewState = view, context = world()): KeyPressed =>
  keys.reduce<KeyPressed>((pressed, key) => pressKey(pressed.view, key, context), { view: start });

const at = (...keys: string[]): string | undefined => press(keys).view.checkpoints?.image;

test('Enter goes to the checkpoint that is the last, Esc leaves them', (t) => {
  t.deepEqual(press(['return']).view.checkpoints, { image: tagOf(4) });
  t.deepEqual(press(['return', 'escape']).view, view);
});

test('without a checkpoint, and where the tab is not seen, there is none to go to', (t) => {
  t.deepEqual(press(['return'], view, tellSession(text)).view, view);
  for (const start of [
    { ...view, isHelpOpen: true },
    { ...view, zoom: 'source' },
    { ...view, isWhyOpen: true },
  ] as const)
    t.deepEqual(press(['return'], start), { view: start });
});

test('up and down go from checkpoint to checkpoint, across stages and not past the ends', (t) => {
  t.is(at('return', 'up'), tagOf(2));
  t.is(at('return', 'k', 'k', 'k', 'j'), tagOf(2));
  t.is(at('return', 'down'), tagOf(4));
  t.is(at('return', 'home'), tagOf(1));
  t.is(at('return', 'home', 'end'), tagOf(4));
  t.is(at('return', 'pageup', 'pagedown'), tagOf(4));
});

test('Enter on one asks the session for the state after its step', (t) => {
  t.deepEqual(press(['return', 'up', 'return']).request, {
    type: 'command',
    command: { type: 'goTo', step: 3 },
  });
});

test('t asks for a name and gives it to the checkpoint at the cursor', (t) => {
  const typed = press(['return', 'home', 't', 'a', 'q', 'space']);
  t.deepEqual(typed.view.naming, { image: tagOf(1), text: 'aq ' });
  t.is(typed.request, undefined);
  const given = press(['return'], typed.view);
  t.deepEqual(given.request, { type: 'nameCheckpoint', image: tagOf(1), name: 'aq' });
  t.is(given.view.naming, undefined);
  t.deepEqual(given.view.checkpoints, { image: tagOf(1) });
});

test('a name that is left or empty is given to no checkpoint', (t) => {
  for (const keys of [['x', 'escape'], ['ctrl+c'], ['space', 'return'], ['backspace']]) {
    const left = press(['return', 't', ...keys]);
    t.is(left.request, undefined);
    t.deepEqual(left.view, press(['return']).view);
  }
});

test('d asks what differs from the checkpoint before in the stage, or from the base of the stage', (t) => {
  const needed = (...keys: string[]): unknown => neededFiles(press(keys).view, world());
  t.is(needed('return'), undefined);
  t.deepEqual(needed('return', 'up', 'd'), {
    type: 'checkpoints',
    step: 2,
    after: tagOf(2),
    before: tagOf(1),
  });
  t.deepEqual(needed('return', 'd'), { type: 'checkpoints', step: 4, after: tagOf(4) });
  t.deepEqual(needed('return', 'home', 'd'), { type: 'checkpoints', step: 1, after: tagOf(1) });
});

test('in a difference of checkpoints the same keys scroll, and Esc goes back to the list', (t) => {
  const context = world();
  const lines = Array.from({ length: 60 }, (_, line) => `line ${line}`);
  (context.files as ReturnType<typeof fakeStepFiles>).answer(
    { type: 'checkpoints', step: 4, after: tagOf(4) },
    known({ lines, notes: [] }),
  );
  const opened = press(['return', 'd'], view, context).view;
  const scrolled = press(['down', 'down', 'up'], opened, context).view;
  t.is(scrolled.tabTop?.place.line, 1);
  t.deepEqual(scrolled.checkpoints, { image: tagOf(4), isCompared: true });
  const back = press(['escape'], scrolled, context).view;
  t.deepEqual(back.checkpoints, { image: tagOf(4) });
  t.is(back.tabTop, undefined);
});

test('keys that are no keys of the checkpoints do what they always do among them', (t) => {
  const entered = press(['return']).view;
  t.deepEqual(press(['u'], entered).request, { type: 'command', command: { type: 'back' } });
  t.is(press(['?'], entered).view.isHelpOpen, true);
});

test('another tab, and all that moves the session, lead out of the checkpoints', (t) => {
  const entered = press(['return', 'd']).view;
  t.is(press([']'], entered).view.checkpoints, undefined);
  t.is(updateView(entered, { type: 'session', input: next }, world()).checkpoints, undefined);
});

test('a checkpoint that is gone gives way to the first one', (t) => {
  const lost: ViewState = { ...view, checkpoints: { image: 'refrom/app:gone' } };
  t.is(press(['down'], lost).view.checkpoints?.image, tagOf(2));
});
