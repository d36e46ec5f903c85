import test from 'ava';
import type { SessionCommand } from '../../src/session/commands.js';
import { summarizePlan, type SessionEvent } from '../../src/session/events.js';
import { createSession, type SessionState } from '../../src/session/state.js';
import { foldJournal, transition, type SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';

const plan = planOf('FROM a\nRUN one\nRUN two\nRUN three\n');
const time = '2026-01-01T00:00:00.000Z';
const succeeded = (step: number): SessionEvent => ({
  type: 'step/succeeded',
  step,
  milliseconds: 1,
  reused: false,
  time,
});
const failed: SessionEvent = {
  type: 'step/failed',
  step: 1,
  line: 2,
  exitCode: 1,
  message: '',
  tail: [],
  time,
};
const begun: SessionEvent = { type: 'step/started', step: 1, stage: '0', line: 2, text: '', time };
const taken: SessionEvent = {
  type: 'checkpoint/taken',
  step: 0,
  image: 'by-hand',
  milliseconds: 1,
  bytes: 1,
  handmade: true,
  time,
};
const undone: SessionEvent = { type: 'execution/undone', step: 1, time };
const next: SessionCommand = { type: 'next' };
const undo: SessionCommand = { type: 'undo' };

/** What one line at the prompt comes to before step 1. */
const line = (script: string, before?: string, exitCode = 0): SessionInput[] => [
  { type: 'execute', command: { form: 'shell', script }, keeps: true },
  {
    type: 'execution/started',
    step: 1,
    text: script,
    time,
    ...(before === undefined ? {} : { before }),
  },
  { type: 'execution/ended', step: 1, exitCode, milliseconds: 1, time },
];

const shell = (...texts: string[]): SessionInput[] => [
  { type: 'openShell' },
  { type: 'shell/opened', step: 1, time },
  {
    type: 'shell/closed',
    step: 1,
    exitCode: 0,
    commands: texts.map((text) => ({ text, exitCode: 0 })),
    time,
  },
];

const after = (...inputs: SessionInput[]): SessionState =>
  foldJournal(createSession(plan, { interactive: true }), [
    { type: 'session/started', plan: summarizePlan(plan), time },
    ...inputs,
  ]);

const pause: SessionInput[] = [next, succeeded(0)];
const wreck: SessionInput[] = [...pause, next, begun, failed];
const texts = ({ tried }: SessionState): string[] => tried.map(({ text }) => text);

test('what is run at the prompt and in the shell is remembered in order, with its exit codes', (t) => {
  const { tried } = after(...wreck, ...line('ls', 'x', 3), ...shell('apt-get update', 'exit 1'));
  t.deepEqual(tried, [
    { step: 1, text: 'ls', exitCode: 3, by: 'prompt' },
    { step: 1, text: 'apt-get update', exitCode: 0, by: 'shell' },
    { step: 1, text: 'exit 1', exitCode: 0, by: 'shell' },
  ]);
});

test('a command that keeps nothing is no attempt at anything', (t) => {
  const [, ...told] = line('ls', 'x');
  const state = after(
    ...wreck,
    { type: 'execute', command: { form: 'shell', script: 'ls' }, keeps: false },
    ...told,
  );
  t.deepEqual(state.tried, []);
  t.deepEqual(state.undoPoints, []);
});

const places: readonly [string, SessionInput[], boolean][] = [
  ['the step fails again from the clean state', [{ type: 'retry', from: 'clean' }, begun, failed], true],
  ['the failure is left for the state before it', [{ type: 'back' }], true],
  ['the step succeeds', [{ type: 'retry', from: 'clean' }, begun, succeeded(1)], false],
  ['the session goes back behind it', [{ type: 'goTo', step: 0 }], false],
  [
    'the step is skipped',
    [{ type: 'skip' }, { type: 'step/skipped', step: 1, stage: '0', line: 2, text: '', time }],
    false,
  ],
];
for (const [title, inputs, stays] of places)
  test(`what was tried ${stays ? 'stays' : 'is forgotten'} when ${title}`, (t) => {
    t.deepEqual(texts(after(...wreck, ...line('ls', 'x'), ...inputs)), stays ? ['ls'] : []);
  });

test('of what was tried the last five hundred are remembered', (t) => {
  const all = Array.from({ length: 510 }, (_, index) => `command ${String(index)}`);
  const state = after(...wreck, ...shell(...all));
  t.deepEqual(texts(state), all.slice(10));
});

test('undoing the first line at a pause gives the state that the file gives', (t) => {
  const before = after(...pause);
  const state = after(...pause, ...line('rm x'), taken);
  t.is(state.handmadeFrom, 1);
  t.is(state.notice, 'exit code 0 · z undoes it');
  const { state: running, effects } = transition(state, undo);
  t.deepEqual(effects, [{ type: 'undoExecution', step: 1, failed: false }]);
  t.is(running.status, 'running');
  const { notice, ...rest } = transition(running, undone).state;
  t.deepEqual(rest, before);
  t.is(notice, 'undone: rm x; this is as far as it goes back');
});

test('undoing one of two lines at a pause gives the state made by hand by the first', (t) => {
  const { state, effects } = transition(
    after(...pause, ...line('one'), taken, ...line('two', 'sha256:first'), taken),
    undo,
  );
  t.like(effects[0], { type: 'undoExecution', image: 'sha256:first' });
  const back = transition(state, undone).state;
  t.is(back.handmadeFrom, 1);
  t.deepEqual(back.handmade, { 0: { image: 'by-hand', bytes: 1 } });
  t.deepEqual(texts(back), ['one']);
  t.is(back.notice, 'undone: two; z undoes one');
});

test('undo in a wreck goes back to the image of it, and the step has still failed', (t) => {
  const state = after(...wreck, ...line('one', 'sha256:wreck'));
  const { state: running, effects } = transition(state, undo);
  t.deepEqual(effects, [{ type: 'undoExecution', step: 1, failed: true, image: 'sha256:wreck' }]);
  const { notice, ...rest } = transition(running, undone).state;
  t.deepEqual(rest, after(...wreck));
});

test('what a shell changed after the line is undone too, and said', (t) => {
  const state = after(...wreck, ...line('one', 'x'), ...shell('two'), undo, undone);
  t.deepEqual(texts(state), []);
  t.regex(state.notice ?? '', /^undone: one, and what the shell changed since; /);
});

test('a look at the clean state is no part of what is undone, and its commands are remembered', (t) => {
  const look: SessionInput[] = [
    { type: 'openShell', state: 'clean' },
    { type: 'shell/opened', step: 1, look: true, time },
    { type: 'shell/closed', step: 1, exitCode: 0, look: true, commands: [{ text: 'ls', exitCode: 0 }], time },
  ];
  t.deepEqual(transition(after(...wreck), { type: 'openShell', state: 'clean' }).effects, [
    { type: 'openShell', step: 1, failed: false, look: true },
  ]);
  const state = after(...wreck, ...line('one', 'x'), ...look);
  t.is(state.status, 'failed');
  t.deepEqual(texts(state), ['one', 'ls']);
  t.is(state.undoPoints.at(-1)?.hadShell, undefined);
});

const lost: readonly [string, SessionInput[]][] = [
  ['in a wreck of which no image could be made', wreck],
  ['in a state made by hand that could not be held', [...pause, ...line('one'), taken]],
];
for (const [title, inputs] of lost)
  test(`a line stays, and says so, ${title}`, (t) => {
    const state = after(...inputs, ...line('two'));
    t.is(state.notice, 'exit code 0 · what it changed stays: it cannot be undone');
    t.deepEqual(transition(state, undo).effects, []);
  });

test('a step that runs again in its place leaves nothing to undo', (t) => {
  const inputs = [...wreck, ...line('one', 'x')];
  t.deepEqual(after(...inputs, { type: 'retry', from: 'wreck' }, begun, failed).undoPoints, []);
  t.deepEqual(after(...inputs, { type: 'back' }).undoPoints, []);
});

test('undo that the engine cannot do leaves everything as it is', (t) => {
  const state = after(...wreck, ...line('one', 'x'));
  const refused: SessionEvent = { type: 'execution/refused', step: 1, message: 'no', time };
  t.deepEqual(transition(transition(state, undo).state, refused).state, { ...state, notice: 'no' });
});
