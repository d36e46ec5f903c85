// A fix that is shown: its pane, its keys, and what the bars say of it.
import test from 'ava';
import type { SessionInput } from '../../src/session/transition.js';
import { presentFix } from '../../src/tui/present/fix.js';
import { presentPane } from '../../src/tui/present/pane.js';
import { presentHappening, presentKeys } from '../../src/tui/present/status.js';
import { pressKey, type KeyPressed } from '../../src/tui/press-key.js';
import { isFixShown } from '../../src/tui/update-fix.js';
import { updateView } from '../../src/tui/update-view.js';
import { openView, type ViewContext, type ViewState } from '../../src/tui/view-state.js';
import { neededFiles } from '../../src/tui/files-place.js';
import type { Reading, StepChanges } from '../../src/tui/step-files.js';
import { added, aFile, aFolder, changesOf, fakeStepFiles } from '../helpers/fake-step-files.js';
import { planReplaced } from '../helpers/plan-replaced.js';
import { planOf } from '../helpers/plan-of.js';
import { sceneOf, textOf } from '../helpers/scene-of.js';
import { fails, ran, starts, succeeds, tellSession, time } from '../helpers/tell-session.js';

const text = '# one\nFROM a\nRUN helo \\\n  --now\nCMD x\n';
const fixed = text.replace('helo', 'hello');
const atFailure: SessionInput[] = [...ran(0), { type: 'next' }, starts(1), fails(1)];
const proposal = {
  type: 'fix/proposed',
  step: 1,
  commands: [
    { step: 1, text: 'helo --now', exitCode: 127, by: 'shell', isKept: false, because: 'failed' },
    { step: 1, text: 'ls -l', exitCode: 0, by: 'prompt', isKept: false, because: 'look' },
    { step: 1, text: 'hello\t--now', exitCode: 0, by: 'shell', isKept: true },
  ],
  instruction: 'RUN hello \\\n  --now',
  before: text,
  text: fixed,
  isEdited: false,
  time,
} as const satisfies SessionInput;
const proved: SessionInput[] = [
  { type: 'proveFix' },
  planReplaced(planOf(text), fixed, { source: 'given' }),
  starts(1),
  succeeds(1),
  { type: 'fix/proved', step: 1, line: 3, text: 'RUN hello', time },
];
const tried: SessionInput[] = [
  { type: 'execute', command: { form: 'shell', script: 'hello --now' }, keeps: true },
  { type: 'execution/started', step: 1, text: 'hello --now', time },
  { type: 'execution/ended', step: 1, exitCode: 0, milliseconds: 1, time },
];
const told = (...inputs: SessionInput[]): ViewContext => tellSession(text, [...atFailure, ...inputs]);

const paneOf = (context: ViewContext, width = 60, height = 20, view: Partial<ViewState> = {}): string[] => {
  const { title, rows } = presentFix(sceneOf(context, { view }), { width, height });
  return [textOf({ spans: title }), ...rows.map(textOf)];
};

test('while steps before that of a fix are to be done again, the keys are those of the session', (t) => {
  const waiting = told(
    proposal,
    { type: 'proveFix' },
    planReplaced(planOf(text), fixed, { source: 'given', sameAs: [null, null, null] }),
  );
  const pressed = pressKey(openView({ columns: 80, rows: 24 }), 'n', waiting);
  t.deepEqual(pressed.request, { type: 'command', command: { type: 'next' } });
});

test('it shows what was tried with what became of it, and the instruction that comes of it', (t) => {
  t.deepEqual(paneOf(told(proposal)), [
    'a fix of line 3',
    'tried here',
    '>[ ] helo --now                        failed · shell · 127',
    ' [ ] ls -l                          only looks · prompt · 0',
    ' [x] hello --now                                  shell · 0',
    'the instruction, with what counts',
    'RUN hello \\',
    '  --now',
    'changed files: reading…',
  ]);
});

/** The first is a folder. */
const changesAt = (...paths: string[]): Reading<StepChanges> =>
  changesOf(paths.map((path, at) => added(path, at === 0 ? aFolder() : aFile(1))));
const asked = { type: 'changes', step: 1 } as const;
const withFiles = (reading: Reading<StepChanges>, ...inputs: SessionInput[]): ViewContext => {
  const files = fakeStepFiles();
  files.answer(asked, reading);
  return { ...told(proposal, ...inputs), files };
};

test('it asks what files differ where it was tried, and lists them', (t) => {
  const view = openView({ columns: 100, rows: 24 });
  t.deepEqual(neededFiles(view, told(proposal)), asked);
  t.is(paneOf(told(proposal)).at(-1), 'changed files: reading…');
  const names = Array.from({ length: 10 }, (_, number) => `/usr/\u001bbin/hello${String(number)}`);
  const changes = changesAt('/usr', ...names);
  t.deepEqual(paneOf(withFiles(changes)).slice(8), [
    'changed here, against the clean state: 10 files',
    ...names.slice(0, 8).map((name) => `+ ${name.replace('\u001b', '␛')}`),
    'and 2 more files: ] leads to the tabs, and f back here',
  ]);
  t.is(paneOf(withFiles(changesAt())).at(-1), 'changed files: none');
  const noted = changesOf([added('/a', aFile(1))], 'told with the step of line 2');
  t.deepEqual(paneOf(withFiles(noted)).slice(-3), [
    'changed here, against the clean state: 1 file',
    'told with the step of line 2',
    '+ /a',
  ]);
  t.is(
    paneOf(withFiles({ status: 'failed', reason: 'the image is gone' })).at(-1),
    'changed files: the image is gone',
  );
});

test('before a step that has not run it asks for them where something was tried', (t) => {
  const view = openView({ columns: 100, rows: 24 });
  const paused = tellSession(text, [...ran(0), ...tried, proposal]);
  t.deepEqual(neededFiles(view, paused), asked);
  t.is(paneOf(paused).at(-1), 'changed files: reading…');
});

test('once it is proved, or where nothing was done by hand, there are no such files', (t) => {
  const view = openView({ columns: 100, rows: 24 });
  t.is(neededFiles(view, told(proposal, ...proved)), undefined);
  const paused = tellSession(text, [...ran(0), proposal]);
  t.is(neededFiles(view, paused), undefined);
  t.is(paneOf(paused).at(-1), '  --now');
});

test('once it is proved it shows how the Dockerfile would differ', (t) => {
  t.deepEqual(paneOf(told(proposal, ...proved)), [
    'the fix of line 3, proved',
    '@@ -1,5 +1,5 @@',
    ' # one',
    ' FROM a',
    '-RUN helo \\',
    '+RUN hello \\',
    '   --now',
    ' CMD x',
  ]);
});

test('it stands in the place of the tab', (t) => {
  const rows = presentPane(sceneOf(told(proposal)), { width: 60, height: 20 }).rows.map(textOf);
  t.is(rows[0], 'tried here');
});

test('what is below is told of, and comes into sight', (t) => {
  t.is(paneOf(told(proposal), 60, 4)[0], 'a fix of line 3 · 4 lines below');
  t.is(paneOf(told(proposal), 60, 4, { fixPlace: { command: 0, top: 9 } }).at(-1), 'changed files: reading…');
});

const size = { columns: 100, rows: 24 };
const press = (context: ViewContext, ...keys: string[]): KeyPressed =>
  keys.reduce<KeyPressed>(({ view }, key) => pressKey(view, key, context), { view: openView(size) });

test('keys go from command to command, and space takes one back or drops one', (t) => {
  const context = told(proposal);
  t.deepEqual(press(context, 'down', 'j', 'j', 'space').request, {
    type: 'command',
    command: { type: 'proposeFix', kept: [] },
  });
  t.deepEqual(press(context, 'down', 'space').request, {
    type: 'command',
    command: { type: 'proposeFix', kept: [1, 2] },
  });
});

test('Enter proves what is proposed and writes what is proved, Esc drops either', (t) => {
  const commandOf = ({ request }: KeyPressed): string =>
    request?.type === 'command' ? request.command.type : (request?.type ?? 'nothing');
  t.is(commandOf(press(told(proposal), 'return')), 'proveFix');
  t.is(commandOf(press(told(proposal, ...proved), 'return')), 'applyFix');
  t.is(commandOf(press(told(proposal), 'escape')), 'dropFix');
  t.is(commandOf(press(told(proposal, ...proved), 'ctrl+c')), 'dropFix');
  t.is(commandOf(press(told(proposal), 'n')), 'nothing', 'keys of the session wait');
  t.is(commandOf(press(told(), 'f')), 'proposeFix');
  t.is(commandOf(press(told(), 'A')), 'acceptWreck');
});

test('the text is handed to the editor as it is proposed, and no more once it is proved', (t) => {
  t.deepEqual(press(told(proposal), 'e').request, {
    type: 'editInstruction',
    text: 'RUN hello \\\n  --now',
  });
  t.is(press(told(proposal, ...proved), 'e').request, undefined);
});

test('the status bar says each step of it, with the keys that apply', (t) => {
  const happening = (...inputs: SessionInput[]): string => textOf(presentHappening(sceneOf(told(...inputs))));
  t.regex(
    happening(proposal),
    /1 of 3 commands count; Enter runs the step with this text, from the clean state/,
  );
  t.regex(happening({ ...proposal, text }), /nothing changes yet: e edits/);
  t.regex(happening(proposal, ...proved.slice(0, 2)), /proving the fix/);
  t.regex(
    happening(proposal, ...proved),
    /proved: Enter writes this into the Dockerfile, Esc leaves the file alone/,
  );
  t.regex(
    happening(proposal, ...proved.slice(0, 3), fails(1)),
    /not proved: RUN failed with exit code 1; \] shows its output, e edits/,
  );
  const keys = textOf(presentKeys(sceneOf(told(proposal))));
  t.regex(keys, /Enter go on.*Space on\/off.*e edit.*Esc drop/);
});

test('a fix that was only offered leaves the keys that go on as they were', (t) => {
  const offer = told({ ...proposal, isOffered: true });
  const press = (key: string): KeyPressed['request'] =>
    pressKey(openView({ columns: 120, rows: 24 }), key, offer).request;
  t.deepEqual(press('R'), { type: 'command', command: { type: 'retry', from: 'wreck' } });
  t.deepEqual(press('return'), { type: 'command', command: { type: 'proveFix' } });
  t.deepEqual(press('q'), { type: 'command', command: { type: 'quit' } });
  t.deepEqual(press('escape'), { type: 'command', command: { type: 'dropFix' } });
  t.is(pressKey(openView({ columns: 120, rows: 24 }), 'R', told(proposal)).request, undefined);
  const keys = textOf(presentKeys(sceneOf(offer, { view: { size: { columns: 120, rows: 24 } } })));
  t.regex(keys, /ENTER go on.*R retry on top.*ESC drop.*\? help/i);
});

test('another fix, and a proved one, are looked at from their beginning', (t) => {
  const start = { ...openView(size), fixPlace: { command: 2, top: 5 } };
  const after = (...inputs: SessionInput[]): ViewState['fixPlace'] =>
    updateView(start, { type: 'session', input: inputs.at(-1)! }, told(...inputs)).fixPlace;
  t.deepEqual(after(proposal), start.fixPlace, 'a command is taken back or dropped');
  t.is(after(proposal, { type: 'dropFix' }), undefined);
  t.is(after(proposal, ...proved), undefined);
});

test('the tabs can be looked at beside it, and f leads back', (t) => {
  const context = told(proposal);
  for (const keys of [['['], [']'], ['/', 'escape']]) {
    const { view, request } = press(context, ...keys);
    t.is(request, undefined);
    t.false(isFixShown(view, context), keys[0]);
    const back = pressKey(view, 'f', context);
    t.is(back.request, undefined);
    t.true(isFixShown(back.view, context), keys[0]);
  }
});

test('what is new about it is not left unseen', (t) => {
  const aside: ViewState = { ...openView({ columns: 120, rows: 24 }), isFixAside: true, zoom: 'source' };
  for (const [input, context] of [
    [proposal, told(proposal)],
    [proved.at(-1)!, told(proposal, ...proved)],
  ] as const) {
    const view = updateView(aside, { type: 'session', input }, context);
    t.true(isFixShown(view, context));
    t.is(view.zoom, 'both');
  }
});
