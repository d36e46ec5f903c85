// Among the files of the tab Files: a cursor of their own, folders, texts, and the way out.
import test from 'ava';
import { isAmongFiles, neededFiles } from '../../src/tui/files-place.js';
import { pressKey, type KeyPressed } from '../../src/tui/press-key.js';
import { updateView } from '../../src/tui/update-view.js';
import { openView, type ViewContext, type ViewState } from '../../src/tui/view-state.js';
import {
  added,
  aFile,
  aFolder,
  changed,
  changesOf,
  deleted,
  fakeStepFiles,
} from '../helpers/fake-step-files.js';
import { next, ran, starts, tellSession } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN one\nRUN two\n';

/** Two steps have run; of the second one is known what it changed. */
function world(): ViewContext {
  const files = fakeStepFiles();
  files.answer(
    { type: 'changes', step: 1 },
    changesOf([
      changed('/etc/conf', aFile(5), aFile(9), 'content'),
      added('/etc/link', aFile(0, { type: 'link', target: 'conf' })),
      deleted('/etc/old', aFile(7)),
      added('/new', aFolder()),
      added('/new/file', aFile(3)),
    ]),
  );
  return { ...tellSession(text, [...ran(0), ...ran(1)]), files };
}

const view: ViewState = { ...openView({ columns: 80, rows: 24 }), tab: 'files' };

const press = (keys: readonly string[], start: ViewState = view, context = world()): KeyPressed =>
  keys.reduce<KeyPressed>((pressed, key) => pressKey(pressed.view, key, context), { view: start });

const at = (...keys: string[]): string | undefined => press(keys).view.files?.path;

test('Enter goes to the first file of the step that ran last, Esc leaves', (t) => {
  const { files } = press(['return']).view;
  t.deepEqual(files, { step: 1, path: '/etc', toggled: [] });
  t.deepEqual(press(['return', 'escape']).view, view);
});

test('with the cursor on a step it goes to that one’s files', (t) => {
  const context = world();
  t.deepEqual(press(['return'], { ...view, cursor: 2 }, context).view.files?.step, 1);
  t.is(press(['return'], { ...view, cursor: 3 }, context).view.files, undefined, 'nothing is known of it');
});

test('where nothing is known or nothing has changed there is nothing to go to', (t) => {
  const context = { ...world(), files: fakeStepFiles() };
  t.deepEqual(press(['return'], view, context).view, view);
  context.files.answer({ type: 'changes', step: 1 }, changesOf([], 'it changed no file'));
  t.deepEqual(press(['return'], view, context).view, view);
});

test('Enter in another tab, in the help, or where the source has the screen goes nowhere', (t) => {
  for (const start of [
    { ...view, tab: 'output' },
    { ...view, isHelpOpen: true },
    { ...view, zoom: 'source' },
    { ...view, isWhyOpen: true },
  ] as const)
    t.deepEqual(press(['return'], start), { view: start });
});

test('up and down go from file to file, and not past the ends', (t) => {
  t.is(at('return', 'down'), '/etc/conf');
  t.is(at('return', 'j', 'j', 'k'), '/etc/conf');
  t.is(at('return', 'up'), '/etc');
  t.is(at('return', 'end'), '/new');
  t.is(at('return', 'end', 'down'), '/new');
  t.is(at('return', 'end', 'home'), '/etc');
  t.is(at('return', 'pagedown'), '/new');
  t.is(at('return', 'end', 'pageup'), '/etc');
});

test('they leave the cursor in the source alone', (t) => {
  t.is(press(['return', 'down', 'down'], { ...view, cursor: 2 }).view.cursor, 2);
});

test('Enter on a folder folds and unfolds it', (t) => {
  t.is(at('return', 'return', 'down'), '/new', 'what is in /etc is not listed');
  t.is(at('return', 'return', 'return', 'down'), '/etc/conf');
  t.is(at('return', 'end', 'return', 'down'), '/new/file', 'what came as a whole unfolds');
});

test('Enter on a file opens its text, d what changed in it, Esc closes it again', (t) => {
  const opened = press(['return', 'down', 'return']).view;
  t.is(opened.files?.opened, 'text');
  t.deepEqual(neededFiles(opened, world()), { type: 'text', step: 1, path: '/etc/conf' });
  const difference = press(['d'], opened).view;
  t.deepEqual(neededFiles(difference, world()), { type: 'difference', step: 1, path: '/etc/conf' });
  t.is(press(['return'], difference).view.files?.opened, 'difference', 'there is no further in');
  const back = press(['escape'], difference).view;
  t.deepEqual(back.files, { step: 1, path: '/etc/conf', toggled: [] });
  t.is(press(['escape'], back).view.files, undefined);
});

test('of a folder and a link there is no text, no difference, and nothing to extract', (t) => {
  t.is(press(['return', 'd']).view.files?.opened, undefined);
  t.is(press(['return', 'E']).request, undefined);
  for (const key of ['return', 'd', 'E']) {
    const pressed = press(['return', 'down', 'down', key]);
    t.is(pressed.view.files?.path, '/etc/link');
    t.is(pressed.view.files?.opened, undefined);
    t.is(pressed.request, undefined);
  }
});

test('E extracts the file at the cursor, or the one that is open; a deleted one too', (t) => {
  const place = { step: 1, path: '/etc/conf' };
  t.like(press(['return', 'down', 'E']).request, { type: 'extract', place });
  t.like(press(['return', 'down', 'd', 'E']).request, { type: 'extract', place });
  t.like(press(['return', 'down', 'down', 'down', 'E']).request, { place: { step: 1, path: '/etc/old' } });
});

test('in a text the same keys scroll it', (t) => {
  const context = world();
  const lines = Array.from({ length: 60 }, (_, line) => `line ${line}`);
  (context.files as ReturnType<typeof fakeStepFiles>).answer(
    { type: 'text', step: 1, path: '/etc/conf' },
    { status: 'known', answer: { lines, notes: [] } },
  );
  const opened = press(['return', 'down', 'return'], view, context).view;
  const top = (...keys: string[]): number | undefined => press(keys, opened, context).view.tabTop?.place.line;
  t.is(top('down'), 1);
  t.is(top('down', 'down', 'up'), 1);
  t.true(top('pagedown')! > 1);
  t.true(top('end')! > 40);
  t.is(top('end', 'home'), 0);
  t.is(press(['down', 'escape'], opened, context).view.tabTop, undefined, 'the list is where its cursor is');
});

test('keys that are no keys of the files do what they always do', (t) => {
  const entered = press(['return']).view;
  t.deepEqual(press(['n'], entered).request, { type: 'command', command: { type: 'next' } });
  t.is(press(['?'], entered).view.isHelpOpen, true);
  t.false(isAmongFiles(press(['?'], entered).view), 'the help has the keys');
  t.is(press(['+'], entered).view.zoom, 'pane');
});

test('another tab, and all that moves the session, lead out of the files', (t) => {
  const entered = press(['return', 'down', 'return']).view;
  t.is(press([']'], entered).view.files, undefined);
  const context = { ...tellSession(text, [...ran(0), ...ran(1), next, starts(2)]), files: fakeStepFiles() };
  t.is(updateView(entered, { type: 'session', input: next }, context).files, undefined);
  t.deepEqual(neededFiles({ ...view }, context), { type: 'changes', step: 2 });
});

test('a cursor that is put elsewhere in the source leads out of them, as its step has other files', (t) => {
  const entered = press(['return', 'down']).view;
  const put = updateView(entered, { type: 'putCursor', line: 3 }, world());
  t.deepEqual([put.files, put.cursor], [undefined, 3]);
  t.is(press([')'], entered).view.files, undefined);
});

test('files are asked for only where they are looked at', (t) => {
  const context = world();
  t.deepEqual(neededFiles(view, context), { type: 'changes', step: 1 });
  t.deepEqual(neededFiles({ ...view, cursor: 1 }, context), { type: 'changes', step: 0 });
  for (const hidden of [
    { tab: 'output' },
    { zoom: 'source' },
    { isHelpOpen: true },
    { isWhyOpen: true },
  ] as const)
    t.is(neededFiles({ ...view, ...hidden }, context), undefined);
  t.is(neededFiles(view, tellSession(text)), undefined, 'nothing has run');
});

test('Enter in Layers asks for what is wasted', (t) => {
  t.deepEqual(press(['return'], { ...view, tab: 'layers' }).request, {
    type: 'ask',
    question: { type: 'waste' },
  });
});

test('a path that is listed no more gives way to the first', (t) => {
  const lost: ViewState = { ...view, files: { step: 1, path: '/gone', toggled: [] } };
  t.is(press(['down'], lost).view.files?.path, '/etc/conf');
});
