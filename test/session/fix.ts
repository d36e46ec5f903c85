import test from 'ava';
import type { SessionCommand } from '../../src/session/commands.js';
import type { SessionEvent } from '../../src/session/events.js';
import { createSession } from '../../src/session/state.js';
import { foldJournal, transition, type SessionInput, type Transition } from '../../src/session/transition.js';
import { planReplaced } from '../helpers/plan-replaced.js';
import { planOf } from '../helpers/plan-of.js';
import { began, fails, succeeds, time } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN first\nRUN helo\nRUN last\n';
const fixedText = text.replace('helo', 'hello');
const plan = planOf(text);
const go: SessionCommand = { type: 'continue' };
const atFailure: readonly SessionInput[] = [began, go, succeeds(0), succeeds(1), fails(2)];
const opened: SessionInput = { type: 'shell/opened', step: 2, time };
const inShell: readonly SessionInput[] = [
  opened,
  {
    type: 'shell/closed',
    step: 2,
    exitCode: 0,
    commands: [
      { text: 'helo', exitCode: 127 },
      { text: 'hello', exitCode: 0 },
    ],
    time,
  },
];
const proposed: SessionEvent = {
  type: 'fix/proposed',
  step: 2,
  commands: [{ step: 2, text: 'hello', exitCode: 0, by: 'shell', isKept: true }],
  instruction: 'RUN hello',
  before: text,
  text: fixedText,
  isEdited: false,
  time,
};
const prove: SessionCommand = { type: 'proveFix' };
const given = planReplaced(plan, fixedText, { source: 'given' });
const proved: SessionEvent = { type: 'fix/proved', step: 2, line: 3, text: 'RUN hello', time };
const untilProved: readonly SessionInput[] = [
  ...atFailure,
  ...inShell,
  proposed,
  prove,
  given,
  succeeds(2),
  proved,
];

function tell(...inputs: readonly SessionInput[]): Transition {
  const state = foldJournal(createSession(plan, { interactive: true }), inputs.slice(0, -1));
  const last = inputs.at(-1);
  return last === undefined ? { state, effects: [] } : transition(state, last);
}

const noticeOf = (...inputs: readonly SessionInput[]): string | undefined => tell(...inputs).state.notice;

test('a fix is proposed of what was tried at the step that failed', (t) => {
  const { state, effects } = tell(...atFailure, ...inShell, { type: 'proposeFix', kept: [1] });
  t.is(state.status, 'failed');
  t.like(effects[0], { type: 'proposeFix', step: 2, failed: true, kept: [1] });
  t.deepEqual('tried' in effects[0]! && effects[0].tried.map(({ text: each }) => each), ['helo', 'hello']);
});

const offered: SessionEvent = { ...proposed, isOffered: true };
const closed = (...commands: { text: string; exitCode: number }[]): SessionInput => ({
  type: 'shell/closed',
  step: 2,
  exitCode: 0,
  commands,
  time,
});

test('on leaving a shell after a failure a fix is offered, where something in it worked', (t) => {
  t.like(tell(...atFailure, ...inShell).effects, [
    { type: 'proposeFix', step: 2, failed: true, isOffered: true },
  ]);
  t.deepEqual(tell(...atFailure, opened, closed({ text: 'helo', exitCode: 127 })).effects, []);
  t.deepEqual(tell(...atFailure, opened, closed()).effects, []);
  const unattended = foldJournal(createSession(plan, { interactive: false }), [...atFailure, opened]);
  t.deepEqual(transition(unattended, closed({ text: 'hello', exitCode: 0 })).effects, []);
});

test('an offer that changes nothing is not shown', (t) => {
  const { state } = tell(...atFailure, ...inShell, { ...proposed, isOffered: true, text });
  t.is(state.fix, undefined);
});

test('an offer stands in the way of nothing: what moves the session drops it', (t) => {
  const { state, effects } = tell(...atFailure, ...inShell, offered, { type: 'retry', from: 'wreck' });
  t.is(state.fix, undefined);
  t.deepEqual(effects, [{ type: 'runStep', step: 2, from: 'live', reuse: false }]);
  t.is(tell(...atFailure, ...inShell, offered, { type: 'toggleTeaching' }).state.fix?.isOffered, true);
});

test('an offer that is taken up is a fix as any other', (t) => {
  t.is(tell(...atFailure, ...inShell, offered, prove).state.fix?.isOffered, undefined);
  t.is(tell(...atFailure, ...inShell, offered, proposed).state.fix?.isOffered, undefined);
});

test('what is tried in another shell belongs to the fix that is shown, with what was chosen of the others', (t) => {
  const again = [opened, closed({ text: 'more', exitCode: 0 }, { text: 'wrong', exitCode: 1 })];
  const before = [...atFailure, ...inShell];
  const [order] = tell(...before, proposed, ...again).effects;
  t.like(order, { type: 'proposeFix', step: 2 });
  t.false(order !== undefined && ('kept' in order || 'isOffered' in order));
  const [helo, hello] = [
    { step: 2, text: 'helo', exitCode: 127, by: 'shell', isKept: false, because: 'failed' },
    { step: 2, text: 'hello', exitCode: 0, by: 'shell', isKept: false },
  ] as const;
  const chosen: SessionEvent = { ...proposed, commands: [helo, hello] };
  t.like(tell(...before, chosen, ...again).effects[0], { kept: [2] });
  t.deepEqual(tell(...before, { ...proposed, isEdited: true }, ...again).effects, []);
});

test('it is proved by the plan of its text, and the step in it run from the clean state', (t) => {
  const asked = tell(...atFailure, ...inShell, proposed, prove);
  t.deepEqual(asked.effects, [{ type: 'replan', text: fixedText }]);
  t.is(asked.state.fix?.status, 'proving');
  const run = transition(asked.state, given);
  t.deepEqual(run.effects, [{ type: 'runStep', step: 2, from: 'clean', reuse: false }]);
  t.is(run.state.plan.steps[2]?.text, 'RUN hello');
  const done = transition(run.state, succeeds(2));
  t.deepEqual(
    done.effects.map(({ type }) => type),
    ['takeCheckpoint', 'reportProof'],
  );
  t.is(transition(done.state, proved).state.fix?.status, 'proved');
});

test('a fix of a shell at a pause is proved without what the shell changed', (t) => {
  const paused = [began, go, succeeds(0), succeeds(1), fails(2), { type: 'back' }, ...inShell] as const;
  const { state, effects } = tell(...(paused as readonly SessionInput[]), proposed, prove, given);
  t.is(state.handmadeFrom, undefined);
  t.deepEqual(effects, [{ type: 'runStep', step: 2, from: 'clean', reuse: false }]);
});

test('a state made by hand before the step proves nothing', (t) => {
  const made: readonly SessionInput[] = [
    began,
    { type: 'next' },
    succeeds(0),
    opened,
    { type: 'shell/closed', step: 1, exitCode: 0, time },
    go,
    succeeds(1),
    fails(2),
  ];
  t.regex(noticeOf(...made, ...inShell, proposed, prove) ?? '', /made by hand from line 1 on/);
});

test('a proof that fails leaves the fix to be changed, and a wreck to look into', (t) => {
  const { state } = tell(...atFailure, ...inShell, proposed, prove, given, fails(2));
  t.is(state.status, 'failed');
  t.like(state.fix, { status: 'proposed', isPlanned: true });
  t.is(tell(...atFailure, ...inShell, proposed, prove, given, fails(2), proposed).state.fix?.isPlanned, true);
});

test('a text that gives no plan is told of, and the Dockerfile has no problem', (t) => {
  const refused: SessionEvent = { type: 'plan/refused', message: 'Dockerfile:3:1: no', time };
  const { state } = tell(...atFailure, proposed, prove, refused);
  t.is(state.status, 'failed');
  t.is(state.fix?.status, 'proposed');
  t.is(state.notice, 'Dockerfile:3:1: no');
  t.is(state.planProblem, undefined);
});

test('what was proved is written, and the session goes on from there', (t) => {
  const asked = tell(...untilProved, { type: 'applyFix' });
  t.deepEqual(asked.effects, [{ type: 'writeSource', before: text, text: fixedText }]);
  const { state } = transition(asked.state, {
    type: 'source/written',
    path: 'Dockerfile',
    backup: '/b',
    time,
  });
  t.is(state.fix, undefined);
  t.is(state.position, 3);
  t.regex(state.notice ?? '', /wrote Dockerfile; .*\/b/);
});

test('a file that cannot be written leaves the fix proved', (t) => {
  const { state } = tell(...untilProved, { type: 'applyFix' }, { type: 'fix/refused', message: 'no', time });
  t.is(state.fix?.status, 'proved');
  t.is(state.notice, 'no');
});

test('a fix that was proved is dropped by the plan of the file, and what was tried is still known', (t) => {
  const asked = tell(...untilProved, { type: 'dropFix' });
  t.deepEqual(asked.effects, [{ type: 'replan' }]);
  const { state } = transition(asked.state, planReplaced(planOf(fixedText), text));
  t.is(state.fix, undefined);
  t.is(state.position, 2);
  t.is(state.status, 'paused');
  t.deepEqual(
    state.tried.map(({ text: each }) => each),
    ['hello'],
  );
  t.regex(state.notice ?? '', /the Dockerfile is as it was, and what the step left is gone/);
});

test('a fix that was only proposed is dropped at once, and the wreck stays', (t) => {
  const { state, effects } = tell(...atFailure, ...inShell, proposed, { type: 'dropFix' });
  t.deepEqual(effects, []);
  t.is(state.fix, undefined);
  t.is(state.status, 'failed');
});

test('an edit of the file by others drops a fix, another file that changes does not', (t) => {
  const edited = tell(...atFailure, proposed, planReplaced(plan, `${text}RUN more\n`));
  t.is(edited.state.fix, undefined);
  t.regex(edited.state.notice ?? '', /the Dockerfile has changed/);
  t.truthy(tell(...atFailure, proposed, planReplaced(plan, text)).state.fix);
  t.deepEqual(tell(...untilProved, { type: 'replan' }).effects, [{ type: 'replan', text: fixedText }]);
});

const moved = { sameAs: [0, null, null, null] };
const waiting: readonly SessionInput[] = [...atFailure, proposed, prove, { ...given, ...moved }];

test('a fix whose step is not the next one any more waits until the steps before it are done again', (t) => {
  const { state, effects } = tell(...waiting);
  t.deepEqual(effects, []);
  t.like(state, { status: 'paused', position: 1 });
  t.like(state.fix, { status: 'proposed', isPlanned: true });
  t.regex(state.notice ?? '', /n or c runs up to the step, Enter then proves it/);
  t.like(tell(...waiting, { type: 'next' }).effects[0], { type: 'runStep', step: 1 });
  for (const command of [go, { type: 'goTo', step: 4 }] as const) {
    const there = tell(...waiting, command, succeeds(1)).state;
    t.like(there, { status: 'paused', position: 2 }, command.type);
    t.deepEqual(transition(there, prove).effects, [{ type: 'replan', text: fixedText }]);
    t.regex(transition(there, go).state.notice ?? '', /Enter proves it/);
  }
});

test('a fix that was only proposed goes where its step is not the next one any more', (t) => {
  const { state } = tell(...atFailure, ...inShell, proposed, planReplaced(plan, text, moved));
  t.is(state.fix, undefined);
  t.regex(state.notice ?? '', /earlier steps copy have changed: the fix that was proposed is dropped/);
});

const refusals: readonly [string, readonly SessionInput[], SessionCommand, RegExp][] = [
  [
    'a proposal where nothing failed and nothing was tried',
    [began, { type: 'next' }, succeeds(0)],
    { type: 'proposeFix' },
    /nothing was tried/,
  ],
  ['a proposal for FROM', [began], { type: 'proposeFix' }, /FROM is fixed in the file/],
  ['a proof of nothing', atFailure, prove, /no fix to prove/],
  [
    'a proof of the text that stands in the file',
    [...atFailure, { ...proposed, text }],
    prove,
    /nothing to prove/,
  ],
  ['to write what is not proved', [...atFailure, proposed], { type: 'applyFix' }, /nothing is proved/],
  ['to drop what is not there', atFailure, { type: 'dropFix' }, /no fix to drop/],
  ['another step while a fix is proved', untilProved, { type: 'next' }, /Enter writes it/],
  [
    'a retry on top while a fix is proposed',
    [...atFailure, proposed],
    { type: 'retry', from: 'wreck' },
    /Enter proves it/,
  ],
  [
    'to accept a wreck where nothing failed',
    [began, { type: 'next' }, succeeds(0)],
    { type: 'acceptWreck' },
    /nothing failed/,
  ],
  ['a proposal while a step runs', [began, go], { type: 'proposeFix' }, /a step is running/],
];

for (const [name, inputs, command, notice] of refusals) {
  test(`refused with a sentence: ${name}`, (t) => {
    const { state, effects } = tell(...inputs, command);
    t.deepEqual(effects, []);
    t.regex(state.notice ?? '', notice);
  });
}

const accepted: SessionEvent = {
  type: 'step/accepted',
  step: 2,
  stage: '0',
  line: 3,
  text: 'RUN helo',
  time,
};

test('a wreck that is accepted is the state after its step, made by hand and kept at once', (t) => {
  const asked = tell(...atFailure, { type: 'acceptWreck' });
  t.deepEqual(asked.effects, [{ type: 'acceptWreck', step: 2 }]);
  const { state, effects } = transition(asked.state, accepted);
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 2, reason: 'by-hand', handmade: true }]);
  t.like(state, { status: 'paused', position: 3, handmadeFrom: 3, failure: undefined });
  t.like(state.steps[2], { status: 'done', onWreck: true, isAccepted: true });
  t.regex(state.notice ?? '', /the Dockerfile does not say how/);
});

test('only what RUN, COPY and ADD left can be accepted', (t) => {
  const start = createSession(planOf('FROM a\nWORKDIR /x\n'), { interactive: true });
  const failed = foldJournal(start, [began, go, succeeds(0), fails(1)]);
  t.regex(transition(failed, { type: 'acceptWreck' }).state.notice ?? '', /only what RUN, COPY and ADD left/);
});

test('of the last step it makes the image', (t) => {
  const start = createSession(planOf('FROM a\nRUN helo\n'), { interactive: true });
  const failed = foldJournal(start, [began, go, succeeds(0), fails(1)]);
  const { effects } = transition(failed, { ...accepted, step: 1 });
  t.deepEqual(
    effects.map(({ type }) => type),
    ['takeCheckpoint', 'finishImage'],
  );
});

const written: SessionEvent = { type: 'source/written', path: 'Dockerfile', backup: '/b', time };
const asWritten = planReplaced(planOf(fixedText), fixedText);

test('that a fix was written is said until the next command, though the file is read again for it', (t) => {
  const done: readonly SessionInput[] = [...untilProved, { type: 'applyFix' }, written];
  const again: readonly SessionInput[] = [{ type: 'replan' }, asWritten];
  t.regex(noticeOf(...done, ...again) ?? '', /^wrote Dockerfile; .*\/b/);
  t.regex(noticeOf(...done, ...again, ...again) ?? '', /^wrote Dockerfile/);
  const breakpoint: SessionCommand = { type: 'toggleBreakpoint', line: 4 };
  t.regex(noticeOf(...done, breakpoint, ...again) ?? '', /the plan is the same/);
});

test('a proof of the last step makes no image: that is for after what the user says to it', (t) => {
  const [before, after] = ['FROM a\nRUN helo\n', 'FROM a\nRUN hello\n'];
  const start = createSession(planOf(before), { interactive: true });
  const opening: readonly SessionInput[] = [began, go, succeeds(0), fails(1)];
  const fix: SessionEvent = { ...proposed, step: 1, before, text: after };
  const run = foldJournal(start, [
    ...opening,
    fix,
    prove,
    planReplaced(planOf(before), after, { source: 'given' }),
  ]);
  const { state, effects } = transition(run, succeeds(1));
  t.deepEqual(
    effects.map(({ type }) => type),
    ['takeCheckpoint', 'reportProof'],
  );
  t.is(state.status, 'paused');
  const applied = foldJournal(state, [
    { ...proved, step: 1 },
    { type: 'applyFix' },
    written,
    { type: 'replan' },
    planReplaced(planOf(after), after),
  ]);
  t.is(applied.status, 'paused');
  t.deepEqual(transition(applied, go).effects, [{ type: 'finishImage' }]);
});
