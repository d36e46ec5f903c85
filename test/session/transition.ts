import test from 'ava';
import fc from 'fast-check';
import type { SessionCommand } from '../../src/session/commands.js';
import type { SessionEffect } from '../../src/session/effects.js';
import { summarizePlan, type SessionEvent } from '../../src/session/events.js';
import { createSession, type SessionOptions, type SessionState } from '../../src/session/state.js';
import { foldJournal, transition, type SessionInput } from '../../src/session/transition.js';
import { planReplaced } from '../helpers/plan-replaced.js';
import { propertyRuns } from '../helpers/property-runs.js';
import { planOf } from '../helpers/plan-of.js';

const text = `FROM a AS one
RUN first
RUN second
FROM b
COPY --from=one /x /x
RUN third
`;
const plan = planOf(text);
const time = '2026-01-01T00:00:00.000Z';

const started: SessionEvent = { type: 'session/started', plan: summarizePlan(plan), time };
const succeeded = (step: number, from: 'clean' | 'live' = 'clean'): SessionEvent => ({
  type: 'step/succeeded',
  step,
  milliseconds: 1,
  reused: false,
  from,
  time,
});
const begun = (step: number): SessionEvent => ({
  type: 'step/started',
  step,
  stage: '0',
  line: 1,
  text: '',
  time,
});
const failed = (step: number): SessionEvent => ({
  type: 'step/failed',
  step,
  line: 1,
  exitCode: 2,
  message: 'no',
  tail: [],
  time,
});
const skipped = (step: number): SessionEvent => ({
  type: 'step/skipped',
  step,
  stage: '0',
  line: 1,
  text: '',
  time,
});
const taken = (step: number, handmade = false): SessionEvent => ({
  type: 'checkpoint/taken',
  step,
  image: `refrom/p:${String(step)}`,
  milliseconds: 1,
  bytes: 1,
  handmade,
  time,
});

const finished: SessionEvent = {
  type: 'session/finished',
  image: 'sha256:1',
  tags: [],
  milliseconds: 1,
  time,
};

interface Told {
  readonly state: SessionState;
  /** Of the last input. */
  readonly effects: readonly SessionEffect[];
}

function tell(options: SessionOptions, ...inputs: SessionInput[]): Told {
  let told: Told = { state: createSession(plan, options), effects: [] };
  for (const input of inputs) told = transition(told.state, input);
  return told;
}

const debug = (...inputs: SessionInput[]): Told => tell({ interactive: true }, started, ...inputs);
const next: SessionCommand = { type: 'next' };
const execute = (keeps: boolean): SessionCommand => ({
  type: 'execute',
  command: { form: 'shell', script: 'ls' },
  keeps,
});
const executed = (step: number): SessionEvent => ({
  type: 'execution/ended',
  step,
  exitCode: 3,
  milliseconds: 1,
  time,
});
const refused = (step: number): SessionEvent => ({ type: 'execution/refused', step, message: 'no', time });
const go: SessionCommand = { type: 'continue' };

test('a build runs at once, the debugger pauses before the first step', (t) => {
  t.deepEqual(tell({ interactive: false }, started).effects, [
    { type: 'runStep', step: 0, from: 'clean', reuse: false },
  ]);
  const { state, effects } = debug();
  t.is(state.status, 'paused');
  t.is(state.position, 0);
  t.deepEqual(effects, []);
});

test('next runs one step and pauses before the one after it, with a checkpoint', (t) => {
  const { state, effects } = debug(next, succeeded(0), next, succeeded(1));
  t.is(state.status, 'paused');
  t.is(state.position, 2);
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 1, reason: 'pause', handmade: false }]);
});

test('continue stops at a breakpoint, before its step', (t) => {
  const { state } = debug({ type: 'toggleBreakpoint', line: 3 }, go, succeeded(0), succeeded(1));
  t.is(state.status, 'paused');
  t.is(state.position, 2);
});

const setBreakpoint = (place: string): SessionCommand => ({ type: 'setBreakpoint', place });

test('continue stops at a breakpoint whose step is reused, and nothing is executed', (t) => {
  const checkpoints = { 2: { image: 'x', bytes: 0 }, 5: { image: 'y', bytes: 0 } };
  const reused = (step: number): SessionEvent => ({ ...succeeded(step), reused: true }) as SessionEvent;
  for (const place of ['3', '/second/', 'one:3']) {
    const told = tell(
      { interactive: true, checkpoints },
      started,
      setBreakpoint(place),
      go,
      reused(0),
      reused(1),
    );
    t.like(told.state, { status: 'paused', position: 2 }, place);
    t.deepEqual(told.effects, []);
    t.like(transition(told.state, go).effects[0], { step: 2, reuse: true });
  }
});

test('a breakpoint at a stage pauses before its FROM', (t) => {
  const { state } = debug(setBreakpoint('1:4'), go, ...[0, 1, 2].map((step) => succeeded(step)));
  t.like(state, { status: 'paused', position: 3 });
});

test('a build passes every breakpoint', (t) => {
  const breakpoints = [{ type: 'line', line: 2 } as const];
  t.is(tell({ interactive: false, breakpoints }, started, succeeded(0)).state.status, 'running');
});

test('one that is set again is cleared, however it is written', (t) => {
  t.deepEqual(debug(setBreakpoint('one'), setBreakpoint('ONE')).state.breakpoints, []);
  t.deepEqual(debug(setBreakpoint('$A==1'), setBreakpoint('${A} == "1"')).state.breakpoints, []);
  t.deepEqual(debug(setBreakpoint('2'), { type: 'toggleBreakpoint', line: 2 }).state.breakpoints, []);
});

test('without the breakpoint fail a step that fails ends the debugger, with it set again it stays', (t) => {
  const off = debug(setBreakpoint('fail'), go, succeeded(0), failed(1));
  t.like(off.state, { status: 'failed', failure: { step: 1 }, breakpoints: [] });
  t.deepEqual(off.effects.at(-1), { type: 'endSession' });
  const on = debug(setBreakpoint('fail'), setBreakpoint('fail'), go, succeeded(0), failed(1));
  t.is(on.state.status, 'failed');
  t.false(on.effects.some(({ type }) => type === 'endSession'));
});

test('a proof that fails is a matter of its fix, whether or not the debugger stays at a failure', (t) => {
  const proving = { status: 'proving', step: 1 } as unknown as SessionState['fix'];
  const { state, effects } = transition(
    { ...debug(setBreakpoint('fail'), go, succeeded(0)).state, fix: proving },
    failed(1),
  );
  t.is(state.status, 'failed');
  t.deepEqual(effects, []);
});

test('it is said what one pauses before', (t) => {
  t.is(debug(setBreakpoint('/second|third/')).state.notice, 'breakpoint /second|third/, before line 3, 6');
  t.is(debug(setBreakpoint('/x$/')).state.notice, 'breakpoint /x$/, before line 5');
  t.is(debug(setBreakpoint('/none/')).state.notice, 'breakpoint /none/, which no step meets');
});

test('the end of a stage is always offered for a checkpoint, and the run goes on', (t) => {
  t.deepEqual(debug(go, succeeded(0), succeeded(1), succeeded(2)).effects, [
    { type: 'takeCheckpoint', step: 2, reason: 'stage-end', handmade: false },
    { type: 'runStep', step: 3, from: 'clean', reuse: false },
  ]);
});

test('after the last step the image is finished, and the session stays open after the end', (t) => {
  const run = [go, ...[0, 1, 2, 3, 4, 5].map((step) => succeeded(step))];
  t.deepEqual(debug(...run).effects.at(-1), { type: 'finishImage' });
  const { state } = debug(...run, {
    type: 'session/finished',
    image: 'sha256:1',
    tags: [],
    milliseconds: 1,
    time,
  });
  t.is(state.status, 'finished');
  t.is(
    debug(
      ...run,
      { type: 'session/finished', image: 'sha256:1', tags: [], milliseconds: 1, time },
      { type: 'back' },
    ).state.position,
    5,
  );
});

test('a failure ends a build, and keeps the debugger at the step that failed', (t) => {
  t.deepEqual(tell({ interactive: false }, started, failed(0)).effects, [{ type: 'endSession' }]);
  const { state, effects } = debug(next, succeeded(0), next, failed(1));
  t.is(state.status, 'failed');
  t.is(state.position, 1);
  t.is(state.failure?.exitCode, 2);
  t.deepEqual(effects, []);
});

test('with --on-failure shell a build opens a shell in the wreck before it ends', (t) => {
  t.deepEqual(tell({ interactive: false, onFailure: 'shell' }, started, failed(0)).effects, [
    { type: 'openShell', step: 0, failed: true },
    { type: 'endSession' },
  ]);
});

test('retry runs the step from the clean state, or on top of what it left', (t) => {
  const wreck = [next, succeeded(0), next, failed(1)];
  t.deepEqual(debug(...wreck, { type: 'retry', from: 'clean' }).effects, [
    { type: 'runStep', step: 1, from: 'clean', reuse: false },
  ]);
  t.deepEqual(debug(...wreck, { type: 'retry', from: 'wreck' }).effects, [
    { type: 'runStep', step: 1, from: 'live', reuse: false },
  ]);
});

test('a retry on top that succeeds makes every later state one made by hand', (t) => {
  const { state, effects } = debug(
    next,
    succeeded(0),
    next,
    failed(1),
    { type: 'retry', from: 'wreck' },
    succeeded(1, 'live'),
  );
  t.is(state.handmadeFrom, 2, 'the state before the step itself is as the file gives it');
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 1, reason: 'by-hand', handmade: true }]);
});

test('a retry on top does not make an earlier change by hand forgotten', (t) => {
  const shell: SessionInput[] = [
    { type: 'shell/opened', step: 1, time },
    { type: 'shell/closed', step: 1, exitCode: 0, time },
  ];
  const { state } = debug(
    next,
    succeeded(0),
    { type: 'openShell' },
    ...shell,
    next,
    failed(1),
    { type: 'retry', from: 'wreck' },
    succeeded(1, 'live'),
  );
  t.is(state.handmadeFrom, 1);
});

test('what a shell changed at a pause is kept as made by hand, and the next step runs on top of it', (t) => {
  const shell: SessionInput[] = [
    next,
    succeeded(0),
    { type: 'openShell' },
    { type: 'shell/opened', step: 1, time },
    { type: 'shell/closed', step: 1, exitCode: 0, time },
  ];
  t.deepEqual(debug(...shell).effects, [
    { type: 'takeCheckpoint', step: 0, reason: 'by-hand', handmade: true },
  ]);
  t.deepEqual(debug(...shell, next).effects, [{ type: 'runStep', step: 1, from: 'live', reuse: false }]);
  const clean = debug(...shell, { type: 'retry', from: 'clean' });
  t.deepEqual(clean.effects, [{ type: 'runStep', step: 1, from: 'clean', reuse: false }]);
  t.is(clean.state.handmadeFrom, undefined);
});

test('a command runs in the state before the step, and what it changed is kept as made by hand', (t) => {
  const run = debug(next, succeeded(0), execute(true));
  t.is(run.state.status, 'running');
  const { command } = execute(true) as { command: { form: 'shell'; script: string } };
  t.deepEqual(run.effects, [{ type: 'executeCommand', step: 1, failed: false, command, keeps: true }]);
  const { state, effects } = transition(run.state, executed(1));
  t.is(state.status, 'paused');
  t.is(state.executing, undefined);
  t.is(state.handmadeFrom, 1);
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 0, reason: 'by-hand', handmade: true }]);
});

test('a command that keeps nothing leaves the session exactly as it was', (t) => {
  for (const inputs of [
    [next, succeeded(0)],
    [next, succeeded(0), next, failed(1)],
    [go, ...[0, 1, 2, 3, 4, 5].map((step) => succeeded(step)), finished],
  ]) {
    const before = debug(...inputs).state;
    const { state, effects } = debug(...inputs, execute(false), executed(before.position));
    t.deepEqual(state, before);
    t.deepEqual(effects, []);
  }
});

test('a command after a failure runs in what the step left, and the step has still failed', (t) => {
  const wreck = [next, succeeded(0), next, failed(1), execute(true)];
  t.like(debug(...wreck).effects[0], { type: 'executeCommand', step: 1, failed: true });
  const { state, effects } = debug(...wreck, executed(1));
  t.is(state.status, 'failed');
  t.is(state.handmadeFrom, undefined);
  t.deepEqual(effects, []);
});

test('a command that could not begin changes nothing but the notice', (t) => {
  const before = debug(next, succeeded(0)).state;
  const { state, effects } = debug(next, succeeded(0), execute(true), refused(1));
  t.deepEqual(state, { ...before, notice: 'no' });
  t.deepEqual(effects, []);
});

test('going back behind a hand-made change forgets it', (t) => {
  const { state } = debug(
    next,
    succeeded(0),
    next,
    failed(1),
    { type: 'retry', from: 'wreck' },
    succeeded(1, 'live'),
    taken(1, true),
    { type: 'back' },
    { type: 'back' },
  );
  t.is(state.position, 0);
  t.is(state.handmadeFrom, undefined);
  t.deepEqual(state.handmade, {});
});

const goTo = (step: number): SessionCommand => ({ type: 'goTo', step });
test('to go to a step ahead runs all before it and pauses there', (t) => {
  t.deepEqual(debug(goTo(2)).effects, [{ type: 'runStep', step: 0, from: 'clean', reuse: false }]);
  t.is(debug(goTo(2), succeeded(0)).state.status, 'running');
  const { state, effects } = debug(goTo(2), succeeded(0), succeeded(1));
  t.like(state, { status: 'paused', position: 2 });
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 1, reason: 'pause', handmade: false }]);
});

test('to go to a step ahead stops at a breakpoint and at a failure on the way', (t) => {
  const onTheWay = debug({ type: 'toggleBreakpoint', line: 2 }, goTo(2), succeeded(0));
  t.like(onTheWay.state, { status: 'paused', position: 1 });
  t.like(debug(goTo(3), succeeded(0), failed(1)).state, { status: 'failed', position: 1 });
});

test('after it the next command has a goal of its own', (t) => {
  const there = [goTo(2), succeeded(0), succeeded(1)];
  t.like(debug(...there, go, succeeded(2)).state, { status: 'running', position: 3 });
});

test('to go to a step behind goes back to the state before it, and no checkpoint is lost', (t) => {
  const run = [go, ...[0, 1, 2, 3, 4, 5].flatMap((step) => [succeeded(step), taken(step)]), finished];
  const { state, effects } = debug(...run, goTo(2));
  t.deepEqual(effects, []);
  t.like(state, { status: 'paused', position: 2, image: undefined });
  t.deepEqual(
    state.steps.map(({ status }) => status),
    ['done', 'done', 'pending', 'pending', 'pending', 'pending'],
  );
  t.deepEqual(Object.keys(state.checkpoints), ['0', '1', '2', '3', '4', '5']);
  t.is(debug(...run, goTo(0)).state.position, 0);
});

test('to go back from a failure drops the wreck, to its own step too', (t) => {
  const wreck = [next, succeeded(0), next, failed(1)];
  for (const step of [0, 1]) {
    const { state } = debug(...wreck, goTo(step));
    t.like(state, { status: 'paused', position: step, failure: undefined });
  }
});

test('to go to the end finishes the image', (t) => {
  const run = [goTo(6), ...[0, 1, 2, 3, 4, 5].map((step) => succeeded(step))];
  t.deepEqual(debug(...run).effects.at(-1), { type: 'finishImage' });
});

test('to go back by one command is to go back step by step', (t) => {
  const run = [go, ...[0, 1, 2, 3, 4, 5].flatMap((step) => [succeeded(step), taken(step)]), finished];
  const back: SessionCommand = { type: 'back' };
  t.deepEqual(debug(...run, goTo(2)).state, debug(...run, back, back, back, back).state);
});

const again = (step: number): SessionCommand => ({ type: 'runAgain', step });
const skip: SessionCommand = { type: 'skip' };
const cleanRun = (step: number): SessionEffect => ({ type: 'runStep', step, from: 'clean', reuse: false });

test('a step that was done runs again from the state before it, and the session pauses after it', (t) => {
  const run = [go, ...[0, 1, 2, 3, 4, 5].flatMap((step) => [succeeded(step), taken(step)]), finished];
  const { state, effects } = debug(...run, again(2));
  t.deepEqual(effects, [cleanRun(2)]);
  t.like(state, { status: 'running', position: 2, until: 'pause' });
  t.like(debug(...run, again(2), succeeded(2)).state, { status: 'paused', position: 3 });
});

test('to run the step at the position again is a retry from the clean state', (t) => {
  t.deepEqual(
    debug(next, succeeded(0), again(1)),
    debug(next, succeeded(0), { type: 'retry', from: 'clean' }),
  );
  const wreck = [next, succeeded(0), next, failed(1)];
  t.deepEqual(debug(...wreck, again(1)), debug(...wreck, { type: 'retry', from: 'clean' }));
});

test('a step skipped is not executed, and what follows is made by hand', (t) => {
  const { state, effects } = debug(next, succeeded(0), skip);
  t.deepEqual(effects, [{ type: 'skipStep', step: 1 }]);
  t.is(state.status, 'running');
  const after = debug(next, succeeded(0), skip, skipped(1));
  t.like(after.state, { status: 'paused', position: 2, handmadeFrom: 2 });
  t.is(after.state.steps[1]?.status, 'skipped');
  t.deepEqual(after.effects, [{ type: 'takeCheckpoint', step: 1, reason: 'pause', handmade: true }]);
});

test('no checkpoint stands for what follows a step skipped', (t) => {
  const checkpoints = { 2: { image: 'x', bytes: 0 }, 5: { image: 'y', bytes: 0 } };
  const reused: SessionEvent = { ...succeeded(0), reused: true } as SessionEvent;
  const inputs = [started, next, reused, skip, skipped(1), next] as const;
  t.like(tell({ interactive: true, checkpoints }, ...inputs).effects, [{ step: 2, reuse: false }]);
});

test('a step that failed can be skipped: its wreck is dropped', (t) => {
  const { state } = debug(next, succeeded(0), next, failed(1), skip, skipped(1));
  t.like(state, { status: 'paused', position: 2, failure: undefined });
});

test('the end of a stage is kept for other stages though it was skipped', (t) => {
  t.deepEqual(debug(next, succeeded(0), next, succeeded(1), skip, skipped(2)).effects, [
    { type: 'takeCheckpoint', step: 2, reason: 'stage-end', handmade: true },
  ]);
});

test('to skip the last step finishes the image', (t) => {
  const all = [go, ...[0, 1, 2, 3, 4].map((step) => succeeded(step))];
  const inputs = [{ type: 'toggleBreakpoint', line: 6 } as const, ...all, skip, skipped(5)];
  t.deepEqual(debug(...inputs).effects.at(-1), { type: 'finishImage' });
});

test('to go back before a step skipped undoes the skip, to go back behind it does not', (t) => {
  const run = [next, succeeded(0), skip, skipped(1), next, succeeded(2, 'live')];
  t.like(debug(...run, goTo(1)).state, { handmadeFrom: undefined, handmade: {} });
  t.is(debug(...run, goTo(1)).state.steps[1]?.status, 'pending');
  const behind = debug(...run, goTo(2)).state;
  t.is(behind.handmadeFrom, 2);
  t.is(behind.steps[1]?.status, 'skipped');
});

test('a retry right after a step skipped does not take its state for the one of the file', (t) => {
  const { state } = debug(next, succeeded(0), skip, skipped(1), { type: 'retry', from: 'clean' });
  t.is(state.handmadeFrom, 2);
});

test('to skip a step forgets what was kept of it, on top of a change by hand', (t) => {
  const shell: SessionInput[] = [
    { type: 'shell/opened', step: 1, time },
    { type: 'shell/closed', step: 1, exitCode: 0, time },
  ];
  const run = [next, succeeded(0), ...shell, taken(0, true), next, succeeded(1, 'live'), taken(1, true)];
  const { state } = debug(...run, goTo(1), skip, skipped(1));
  t.deepEqual(Object.keys(state.handmade), ['0']);
  t.is(state.handmadeFrom, 1);
});

test('whatever is commanded, every state after a step skipped is made by hand', (t) => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 40 }), (list) => {
      const { state } = play(list);
      const first = state.steps.findIndex(({ status }) => status === 'skipped');
      t.true(first === -1 || (state.handmadeFrom ?? Infinity) <= first + 1);
    }),
    propertyRuns(200),
  );
});

test('steps up to the furthest checkpoint of their stage are reused, and those of a stage nobody needs any more', (t) => {
  const checkpoints = { 2: { image: 'x', bytes: 0 } };
  t.deepEqual(tell({ interactive: false, checkpoints }, started).effects, [
    { type: 'runStep', step: 0, from: 'clean', reuse: true },
  ]);
  const complete = { 5: { image: 'x', bytes: 0 } };
  t.deepEqual(tell({ interactive: false, checkpoints: complete }, started).effects, [
    { type: 'runStep', step: 0, from: 'clean', reuse: true },
  ]);
  const onlyTarget = { 3: { image: 'x', bytes: 0 } };
  t.deepEqual(tell({ interactive: false, checkpoints: onlyTarget }, started).effects, [
    { type: 'runStep', step: 0, from: 'clean', reuse: false },
  ]);
});

const refusals: readonly [string, SessionInput[], SessionCommand][] = [
  ['next while a step runs', [next], next],
  ['back at the beginning', [], { type: 'back' }],
  ['next on a failed step', [next, failed(0)], next],
  ['retry on top where nothing failed', [], { type: 'retry', from: 'wreck' }],
  ['a shell while a step runs', [next], { type: 'openShell' }],
  ['a shell before FROM', [], { type: 'openShell' }],
  ['next while a shell is being opened', [next, succeeded(0), { type: 'openShell' }], next],
  ['a shell while one is being opened', [next, succeeded(0), { type: 'openShell' }], { type: 'openShell' }],
  ['next while a shell is being left', [next, succeeded(0), { type: 'shell/opened', step: 1, time }], next],
  ['to go on from a failed step', [next, failed(0)], goTo(3)],
  ['to go anywhere while a step runs', [next], goTo(0)],
  ['to go to where it stands', [next, succeeded(0)], goTo(1)],
  ['to go to the beginning from there', [], goTo(0)],
  ['to go to a step that there is not', [], goTo(7)],
  ['to go before the first', [next, succeeded(0)], goTo(-1)],
  ['a breakpoint that cannot be read', [], setBreakpoint('/(/')],
  ['to run again what has not run', [next, succeeded(0)], again(2)],
  ['to run again what there is not', [], again(6)],
  ['to run again while a step runs', [next], again(0)],
  ['to skip while a step runs', [next, succeeded(0), next], skip],
  ['to skip FROM', [], skip],
  ['to skip after the end', [go, ...[0, 1, 2, 3, 4, 5].map((step) => succeeded(step)), finished], skip],
  ['another plan while a step runs', [next], { type: 'replan' }],
  ['a command while a step runs', [next], execute(true)],
  ['a command while another one runs', [next, succeeded(0), execute(true)], execute(true)],
  ['a command before FROM', [], execute(false)],
  ['undo where nothing was run', [next, succeeded(0)], { type: 'undo' }],
  ['undo while a step runs', [next, succeeded(0), execute(true), executed(1), next], { type: 'undo' }],
  ['a look where nothing failed', [next, succeeded(0)], { type: 'openShell', state: 'clean' }],
  ['a command after the end', [{ type: 'quit' }], execute(true)],
  ['a breakpoint where no step stands', [], { type: 'toggleBreakpoint', line: 99 }],
];

for (const [title, inputs, command] of refusals) {
  test(`refused, with a notice and nothing else changed: ${title}`, (t) => {
    const before = debug(...inputs).state;
    const { state, effects } = transition(before, command);
    t.deepEqual(effects, []);
    t.truthy(state.notice);
    t.deepEqual({ ...state, notice: undefined }, { ...before, notice: undefined });
  });
}

test('where no shell comes of it, the session stands where it stood', (t) => {
  const refused: SessionInput = { type: 'shell/refused', step: 1, message: 'no shell', time };
  const places: readonly SessionInput[][] = [
    [next, succeeded(0)],
    [next, succeeded(0), next, failed(1)],
    [go, ...[0, 1, 2, 3, 4, 5].map((step) => succeeded(step)), finished],
  ];
  for (const place of places) {
    const before = debug(...place).state;
    const opening = transition(before, { type: 'openShell' }).state;
    t.is(opening.status, 'running');
    t.deepEqual(transition(opening, refused).state, { ...before, notice: 'no shell' });
  }
});

test('a state that cannot be kept is a failure, and no shell is being opened any more', (t) => {
  const { state } = debug(next, succeeded(0), { type: 'openShell' }, failed(0));
  t.like(state, { status: 'failed', opening: undefined });
});

test('a key that comes while a shell is being left is told so, until it is left', (t) => {
  const shell: SessionInput = { type: 'shell/opened', step: 1, time };
  const { state } = debug(next, succeeded(0), shell, next);
  t.is(state.notice, 'the shell is being left; try again in a moment');
  const after = transition(state, { type: 'shell/closed', step: 1, exitCode: 0, time }).state;
  t.is(after.notice, undefined);
  t.deepEqual(transition(after, next).effects, [{ type: 'runStep', step: 1, from: 'live', reuse: false }]);
});

test('what only changes the configuration cannot be skipped: the plan has it in every later step', (t) => {
  for (const [keyword, line] of [
    ['ENV', 'ENV A=1'],
    ['WORKDIR', 'WORKDIR /x'],
    ['LABEL', 'LABEL a=b'],
  ] as const) {
    const start = createSession(planOf(`FROM a\n${line}\n`), { interactive: true });
    const before = foldJournal(start, [started, next, succeeded(0)]);
    const { state, effects } = transition(before, skip);
    t.deepEqual(effects, []);
    t.is(
      state.notice,
      `${keyword} cannot be skipped: later steps are planned with it; RUN, COPY and ADD can`,
    );
  }
});

test('quit is possible at any time and ends the session', (t) => {
  t.deepEqual(debug(next, { type: 'quit' }).effects, [{ type: 'endSession' }]);
  t.deepEqual(debug({ type: 'quit' }).effects, [{ type: 'endSession' }]);
});

const retries = { times: 2, waitMilliseconds: 500, steps: [1] };
const interrupted: SessionEvent = { ...failed(1), exitCode: 130 } as SessionEvent;

test('a step of the rule is tried again, waiting twice as long each time, and then fails', (t) => {
  const first = tell({ interactive: false, retries }, started, succeeded(0), begun(1), failed(1));
  t.is(first.state.status, 'running');
  t.deepEqual(first.effects, [{ type: 'retryStep', step: 1, attempt: 1, times: 2, waitMilliseconds: 500 }]);
  const second = transition(transition(first.state, begun(1)).state, failed(1));
  t.like(second.effects[0], { attempt: 2, waitMilliseconds: 1000 });
  t.is(transition(second.state, failed(1)).state.status, 'failed');
  t.is(transition(second.state, succeeded(1)).state.attempt, undefined);
});

test('what the user interrupted, other steps, and a retry by hand are not tried again', (t) => {
  const build = { interactive: false, retries };
  t.is(tell(build, started, succeeded(0), begun(1), interrupted).state.status, 'failed');
  const other = [succeeded(0), succeeded(1), begun(2), failed(2)];
  t.is(tell(build, started, ...other).state.status, 'failed');
  const given = [
    started,
    { type: 'next' },
    succeeded(0),
    { type: 'next' },
    begun(1),
    failed(1),
    failed(1),
    failed(1),
  ] as const;
  const state = tell({ interactive: true, retries }, ...given).state;
  t.is(state.status, 'failed');
  const again = [{ type: 'retry', from: 'clean' } as const, begun(1), failed(1)];
  t.is(foldJournal(state, again).status, 'failed');
});

test('a step that was to be skipped and whose state could not be had is not tried again, so that it never runs', (t) => {
  const inputs = [started, next, succeeded(0), skip, failed(1)];
  const { state, effects } = tell({ interactive: true, retries }, ...inputs);
  t.is(state.status, 'failed');
  t.deepEqual(effects, []);
});

/** Plays a session the way the engine layer does: each order is answered before the next. */
function play(commands: readonly { command: SessionCommand; succeeds: boolean }[]): {
  journal: SessionInput[];
  state: SessionState;
} {
  const journal: SessionInput[] = [];
  let state = createSession(plan, { interactive: true });
  const receive = (input: SessionInput, succeeds: boolean): void => {
    journal.push(input);
    const result = transition(state, input);
    state = result.state;
    for (const effect of result.effects)
      for (const event of answer(effect, succeeds, state)) receive(event, succeeds);
  };
  receive(started, true);
  for (const { command, succeeds } of commands) receive(command, succeeds);
  return { journal, state };
}

const proposed = (step: number): SessionEvent => ({
  type: 'fix/proposed',
  step,
  commands: [],
  instruction: '',
  before: text,
  text: text.replace('RUN second', 'RUN other'),
  isEdited: false,
  time,
});

function answer(effect: SessionEffect, succeeds: boolean, state: SessionState): SessionEvent[] {
  switch (effect.type) {
    case 'runStep':
      return [succeeds ? succeeded(effect.step, effect.from) : failed(effect.step)];
    case 'retryStep':
      return [succeeds ? succeeded(effect.step) : failed(effect.step)];
    case 'skipStep':
      return [skipped(effect.step)];
    case 'takeCheckpoint':
      return [taken(effect.step, effect.handmade)];
    case 'openShell':
      return [
        { type: 'shell/opened', step: effect.step, time },
        { type: 'shell/closed', step: effect.step, exitCode: 0, time },
      ];
    case 'executeCommand':
      return [succeeds ? executed(effect.step) : refused(effect.step)];
    case 'undoExecution':
      return [succeeds ? { type: 'execution/undone', step: effect.step, time } : refused(effect.step)];
    case 'replan':
      return [
        succeeds
          ? planReplaced(state.plan, effect.text ?? text)
          : { type: 'plan/refused', message: 'no', time },
      ];
    case 'proposeFix':
      return [succeeds ? proposed(effect.step) : { type: 'fix/refused', message: 'no', time }];
    case 'reportProof':
      return [{ type: 'fix/proved', step: effect.step, line: 1, text: '', time }];
    case 'writeSource':
      return [
        succeeds
          ? { type: 'source/written', path: 'Dockerfile', backup: 'x', time }
          : { type: 'fix/refused', message: 'no', time },
      ];
    case 'acceptWreck':
      return [
        succeeds
          ? { type: 'step/accepted', step: effect.step, stage: '0', line: 1, text: '', time }
          : failed(effect.step),
      ];
    case 'finishImage':
      return [{ type: 'session/finished', image: 'sha256:1', tags: [], milliseconds: 1, time }];
    case 'writeResume':
      return [{ type: 'resume/written', path: 'x', line: 1, time }];
    case 'endSession':
      return [];
  }
}

const commands = fc.record({
  command: fc.oneof(
    fc.constantFrom<SessionCommand>(
      next,
      go,
      { type: 'back' },
      { type: 'openShell' },
      { type: 'openShell', state: 'clean' },
      { type: 'undo' },
      { type: 'writeResume' },
      execute(true),
      execute(false),
      { type: 'proposeFix' },
      { type: 'proveFix' },
      { type: 'applyFix' },
      { type: 'dropFix' },
      { type: 'acceptWreck' },
    ),
    fc.constantFrom<SessionCommand>({ type: 'retry', from: 'clean' }, { type: 'retry', from: 'wreck' }),
    fc.integer({ min: -1, max: 7 }).map(goTo),
    fc.integer({ min: -1, max: 7 }).map(again),
    fc.constant<SessionCommand>({ type: 'skip' }),
    fc
      .constantFrom(
        undefined,
        text.replace('RUN first', 'RUN other'),
        text.replace('RUN second\n', ''),
        text.replace('RUN third', 'RUN more\nRUN third'),
        `FROM c AS new\nRUN new\n${text}COPY --from=new /y /y\n`,
      )
      .map((edited): SessionCommand => ({
        type: 'replan',
        ...(edited === undefined ? {} : { text: edited }),
      })),
    fc.constantFrom('one', '/second/', '$PATH =~ bin', '9').map(setBreakpoint),
    fc.integer({ min: 1, max: 7 }).map((line): SessionCommand => ({ type: 'toggleBreakpoint', line })),
  ),
  succeeds: fc.boolean(),
});

test('whatever is commanded, folding the journal gives the state', (t) => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 40 }), (list) => {
      const { journal, state } = play(list);
      t.deepEqual(foldJournal(createSession(plan, { interactive: true }), journal), state);
    }),
    propertyRuns(200),
  );
});

for (const [title, last] of [
  ['the step fails', failed(1)],
  ['the step succeeds', succeeded(1)],
] as const) {
  test(`what was said while a step ran is gone when ${title}`, (t) => {
    const running = [started, { type: 'next' }, succeeded(0), { type: 'next' }, { type: 'next' }] as const;
    t.truthy(tell({ interactive: true }, ...running).state.notice);
    t.is(tell({ interactive: true }, ...running, last).state.notice, undefined);
  });
}

test('whatever is commanded, the session never hangs: it stands still and its position is a step or the end', (t) => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 40 }), (list) => {
      const { state } = play(list);
      t.true(['paused', 'failed', 'finished'].includes(state.status));
      t.true(state.position >= 0 && state.position <= state.plan.steps.length);
    }),
    propertyRuns(200),
  );
});
