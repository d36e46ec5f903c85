// Another plan in the middle of a session.
import test from 'ava';
import type { SessionEffect } from '../../src/session/effects.js';
import type { PlanReplaced, SessionEvent } from '../../src/session/events.js';
import { createSession, type SessionOptions, type SessionState } from '../../src/session/state.js';
import { transition, type SessionInput } from '../../src/session/transition.js';
import { planReplaced } from '../helpers/plan-replaced.js';
import { planOf } from '../helpers/plan-of.js';
import { began, fails, finishes, keeps, ran, skips, time } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN b\nRUN c\nRUN d\n';

interface Told {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

function tell(
  before: string,
  inputs: readonly SessionInput[],
  options: Partial<SessionOptions> = {},
): SessionState {
  const start = createSession(planOf(before), { interactive: true, ...options });
  return [began, ...inputs].reduce((state, input) => transition(state, input).state, start);
}

/** The session after these inputs, asked for another plan and given it. */
function edit(
  before: string,
  inputs: readonly SessionInput[],
  after: string,
  { more, ...options }: Partial<SessionOptions> & { readonly more?: Partial<PlanReplaced> } = {},
): Told {
  const asked = transition(tell(before, inputs, options), { type: 'replan' });
  return transition(asked.state, planReplaced(asked.state.plan, after, more));
}

const statuses = ({ steps }: SessionState): readonly string[] => steps.map(({ status }) => status);
const twoDone = [...ran(0), ...ran(1)];
const threeDone = [...twoDone, ...ran(2)];
const refused: SessionEvent = { type: 'plan/refused', message: 'Dockerfile:2:1: no', time };

test('asked for another plan, the session does nothing else until it has one', (t) => {
  const paused = tell(text, twoDone);
  const { state, effects } = transition(paused, { type: 'replan' });
  t.deepEqual(effects, [{ type: 'replan' }]);
  t.is(state.status, 'running');
  t.deepEqual(transition(state, { type: 'next' }).effects, []);
  t.deepEqual(transition(state, { type: 'replan' }).effects, [], 'it is asked once');
  t.deepEqual(transition(paused, { type: 'replan', text: 'FROM b' }).effects, [
    { type: 'replan', text: 'FROM b' },
  ]);
});

test('while a step runs no other plan is asked for', (t) => {
  const { state, effects } = transition(tell(text, [...twoDone, { type: 'next' }]), { type: 'replan' });
  t.deepEqual(effects, []);
  t.regex(state.notice ?? '', /a step is running/);
});

test('a change below leaves the session where it stands', (t) => {
  const { state, effects } = edit(text, twoDone, text.replace('RUN d', 'RUN x\nRUN d'));
  t.is(state.position, 2);
  t.is(state.status, 'paused');
  t.deepEqual(statuses(state), ['done', 'done', 'pending', 'pending', 'pending']);
  t.deepEqual(effects, []);
  t.regex(state.notice ?? '', /changes from line 4 on; all that was done stays/);
});

test('a change at the step that comes next leaves the session before it', (t) => {
  const { state } = edit(text, twoDone, text.replace('RUN c', 'RUN x'));
  t.is(state.position, 2);
  t.is(state.plan.steps[2]?.text, 'RUN x');
});

test('a change above puts the session before what has changed, and what came after it is to be done again', (t) => {
  const { state } = edit(text, threeDone, text.replace('RUN b', 'RUN x'));
  t.is(state.position, 1);
  t.deepEqual(statuses(state), ['done', 'pending', 'pending', 'pending']);
  t.regex(state.notice ?? '', /changes from line 2 on; what came after that is to be done again/);
});

test('a step that comes in above is where the session stands', (t) => {
  const { state } = edit(text, threeDone, text.replace('RUN c', 'RUN x\nRUN c'));
  t.is(state.position, 2);
  t.is(state.plan.steps[state.position]?.text, 'RUN x');
});

test('checkpoints go along with their steps, and those found for the new plan are there', (t) => {
  const before = [...twoDone, keeps(1), ...ran(2), keeps(2)];
  const found = { 4: { image: 'found', bytes: 5 } };
  const { state } = edit(text, before, text.replace('RUN d', 'RUN x\nRUN d'), {
    more: { checkpoints: found },
  });
  t.deepEqual(Object.keys(state.checkpoints), ['1', '2', '4']);
  const above = edit(text, before, text.replace('RUN c', 'RUN x')).state;
  t.deepEqual(Object.keys(above.checkpoints), ['1'], 'the state after c is none of this file');
});

test('an edit that is taken back finds the session where it was, as far as states are kept', (t) => {
  const before = tell(text, [...twoDone, keeps(1), ...ran(2), keeps(2)]);
  const there = edit(text, [...twoDone, keeps(1), ...ran(2), keeps(2)], text.replace('RUN c', 'RUN x')).state;
  const back = transition(
    transition(there, { type: 'replan' }).state,
    planReplaced(there.plan, text, { checkpoints: before.checkpoints }),
  ).state;
  t.is(back.position, 2);
  t.deepEqual(back.checkpoints, before.checkpoints);
  t.deepEqual(transition(back, { type: 'next' }).effects, [
    { type: 'runStep', step: 2, from: 'clean', reuse: true },
  ]);
});

test('a failed step that is the same keeps its failure, under its new number', (t) => {
  const before = 'FROM a AS unused\nRUN u\nFROM b\nRUN c\nCOPY --from=unused /x /x\nRUN e\n';
  const inputs = [...ran(0), ...ran(1), keeps(1), ...ran(2), { type: 'next' } as const, fails(3)];
  const { state } = edit(before, inputs, before.replace('RUN e', 'RUN e\nRUN f'));
  t.is(state.status, 'failed');
  t.is(state.failure?.step, 3);
  t.is(state.steps[3]?.status, 'failed');
});

test('a failed step that has changed is a clean pause before it', (t) => {
  const { state } = edit(text, [...twoDone, { type: 'next' }, fails(2)], text.replace('RUN c', 'RUN x'));
  t.is(state.status, 'paused');
  t.is(state.failure, undefined);
  t.deepEqual(statuses(state), ['done', 'done', 'pending', 'pending']);
});

test('a change above a failed step is a clean pause before the change', (t) => {
  const { state } = edit(text, [...twoDone, { type: 'next' }, fails(2)], text.replace('RUN b', 'RUN x'));
  t.is(state.position, 1);
  t.is(state.status, 'paused');
  t.is(state.failure, undefined);
});

const byHand: SessionInput[] = [
  { type: 'shell/opened', step: 2, time },
  { type: 'shell/closed', step: 2, exitCode: 0, time },
  { ...(keeps(1) as Extract<SessionEvent, { type: 'checkpoint/taken' }>), handmade: true },
];

test('a state made by hand before the change stays one, and one behind it is gone', (t) => {
  const inputs = [...twoDone, ...byHand, ...ran(2)];
  const below = edit(text, inputs, text.replace('RUN d', 'RUN x')).state;
  t.is(below.handmadeFrom, 2);
  t.deepEqual(Object.keys(below.handmade), ['1']);
  const above = edit(text, inputs, text.replace('RUN b', 'RUN x')).state;
  t.is(above.handmadeFrom, undefined);
  t.deepEqual(above.handmade, {});
});

test('a step skipped stays skipped while it is the same', (t) => {
  const inputs = [...twoDone, { type: 'skip' } as const, skips(2)];
  const below = edit(text, inputs, text.replace('RUN d', 'RUN x')).state;
  t.deepEqual(statuses(below), ['done', 'done', 'skipped', 'pending']);
  t.is(below.handmadeFrom, 3);
  const there = edit(text, inputs, text.replace('RUN c', 'RUN x')).state;
  t.is(there.position, 2);
  t.is(there.handmadeFrom, undefined);
});

const stages = 'FROM a AS one\nRUN b\nRUN c\nFROM d AS two\nRUN e\nRUN f\nFROM g\nCOPY --from=one /x /x\n';
const stagesDone = [
  ...threeDone,
  keeps(2),
  ...ran(3),
  ...ran(4),
  ...ran(5),
  keeps(5),
  ...ran(6),
  ...ran(7),
  keeps(7),
];
const withTwo = `${stages}COPY --from=two /y /y\n`;

test('a change in one stage leaves the states of another to be reused', (t) => {
  const { state } = edit(withTwo, stagesDone, withTwo.replace('RUN c', 'RUN x'));
  t.is(state.position, 2);
  t.deepEqual(Object.keys(state.checkpoints), ['5']);
});

test('a stage that comes in is where the session stands', (t) => {
  const { state } = edit(withTwo, stagesDone, `FROM z AS new\nRUN z\n${withTwo}COPY --from=new /z /z\n`);
  t.is(state.position, 0);
  t.deepEqual(Object.keys(state.checkpoints), ['4', '7', '9']);
});

test('what ends a stage now and is kept nowhere is kept at once', (t) => {
  const { state, effects } = edit(withTwo, stagesDone, withTwo.replace('RUN c\n', ''));
  t.is(state.plan.steps[state.position]?.keyword, 'COPY');
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 1, reason: 'stage-end', handmade: false }]);
});

test('the end of a file that has become shorter is kept at once', (t) => {
  const { state, effects } = edit(text, threeDone, 'FROM a\nRUN b\n');
  t.is(state.position, 2);
  t.is(state.status, 'paused');
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 1, reason: 'stage-end', handmade: false }]);
});

test('a finished build stays finished where only comments have changed', (t) => {
  const done = [...threeDone, ...ran(3), keeps(3), finishes('app')];
  const same = edit(text, done, `# a comment\n${text}`).state;
  t.is(same.status, 'finished');
  t.deepEqual(same.image?.tags, ['app']);
  t.is(same.notice, undefined, 'the image is what there is to say');
  const longer = edit(text, done, `${text}RUN e\n`).state;
  t.is(longer.status, 'paused');
  t.is(longer.position, 4);
  t.is(longer.image, undefined);
});

test('breakpoints go along with their instructions, and those of this run stay of this run', (t) => {
  const { state } = edit(text, twoDone, `# a\n# b\n${text}`, {
    breakpoints: [
      { type: 'line', line: 3, isOfThisRun: true },
      { type: 'line', line: 4 },
      { type: 'pattern', pattern: 'd' },
    ],
  });
  t.deepEqual(state.breakpoints, [
    { type: 'line', line: 5, isOfThisRun: true },
    { type: 'line', line: 6 },
    { type: 'pattern', pattern: 'd' },
  ]);
});

test('steps that are tried again are those of the new plan', (t) => {
  const retries = { times: 2, waitMilliseconds: 5, steps: [2, 3] };
  const after = text.replace('RUN d', 'RUN x\nRUN d');
  t.deepEqual(edit(text, twoDone, after, { retries }).state.retries.steps, [2]);
  const more = { retries: { ...retries, steps: [2, 3, 4] } };
  t.deepEqual(edit(text, twoDone, after, { retries, more }).state.retries.steps, [2, 3, 4]);
});

test('a file that gives no plan changes nothing but what is said, until one does', (t) => {
  const paused = tell(text, twoDone);
  const asked = transition(paused, { type: 'replan' }).state;
  const { state, effects } = transition(asked, refused);
  t.deepEqual(effects, []);
  const { planProblem, ...rest } = state;
  t.is(planProblem, 'Dockerfile:2:1: no');
  t.deepEqual(rest, paused);
  const again = transition(state, { type: 'replan' }).state;
  t.is(again.planProblem, 'Dockerfile:2:1: no', 'it is shown while the next one is made');
  t.is(transition(again, planReplaced(state.plan, text)).state.planProblem, undefined);
});

test('a session that has ended meanwhile stays ended', (t) => {
  const asked = transition(tell(text, twoDone), { type: 'replan' }).state;
  const ended = transition(asked, { type: 'quit' }).state;
  t.is(transition(ended, planReplaced(ended.plan, 'FROM z')).state.status, 'ended');
  t.is(transition(ended, refused).state.status, 'ended');
});

const copying = 'FROM a\nRUN b\nCOPY x /x\nRUN c\n';
const copyFailed = [...twoDone, { type: 'next' } as const, fails(2)];
const again: readonly SessionEffect[] = [{ type: 'runStep', step: 2, from: 'clean', reuse: false }];

test('a failed COPY is tried again with the files and the rules as they are now', (t) => {
  const asked = transition(tell(copying, copyFailed), { type: 'retry', from: 'clean' });
  t.deepEqual(asked.effects, [{ type: 'replan' }]);
  const { plan } = asked.state;
  t.deepEqual(transition(asked.state, planReplaced(plan, copying)).effects, again);
  const found = planReplaced(plan, copying, { sameAs: [0, 1, null, null] });
  const { state, effects } = transition(asked.state, found);
  t.deepEqual(effects, again);
  t.is(state.failure, undefined);
});

test('where the file gives no plan, nothing that it reads is run by the last one', (t) => {
  const asked = transition(tell(copying, copyFailed), { type: 'retry', from: 'clean' }).state;
  const { state, effects } = transition(asked, refused);
  t.deepEqual(effects, []);
  t.like(state, { status: 'failed', position: 2, replanning: undefined, planProblem: 'Dockerfile:2:1: no' });
  t.is(state.notice, 'nothing is run until the Dockerfile gives a plan again: Dockerfile:2:1: no');
});

test('interrupted while the file is read again, the session stands as before, and the file has no problem', (t) => {
  const failed = tell(copying, copyFailed);
  const asked = transition(failed, { type: 'retry', from: 'clean' }).state;
  const message = 'interrupted: the Dockerfile was not read again';
  const { state, effects } = transition(asked, { type: 'plan/refused', message, interrupted: true, time });
  t.deepEqual(effects, []);
  t.deepEqual(state, { ...failed, notice: message });
});

test('a failed COPY that is another one now is not run unseen', (t) => {
  const asked = transition(tell(copying, copyFailed), { type: 'retry', from: 'clean' }).state;
  const { state, effects } = transition(asked, planReplaced(asked.plan, copying.replace('COPY x', 'COPY y')));
  t.deepEqual(effects, []);
  t.is(state.status, 'paused');
  t.is(state.position, 2);
});

const copied = 'FROM a\nCOPY x /x\nRUN c\nRUN d\n';

test('a failed RUN is tried again once it is known that what was copied before it is the same', (t) => {
  const asked = transition(tell(copied, copyFailed), { type: 'retry', from: 'clean' });
  t.deepEqual(asked.effects, [{ type: 'replan' }]);
  const { plan } = asked.state;
  t.deepEqual(transition(asked.state, planReplaced(plan, copied)).effects, again);
  const changed = planReplaced(plan, copied, { sameAs: [0, null, null, null] });
  const { state } = transition(asked.state, changed);
  t.like(state, { status: 'paused', position: 1 });
  t.regex(state.notice ?? '', /changes from line 2 on.*nothing was run again: n or c goes on/);
});

test('a failed RUN with a file of the context mounted is tried again with the file as it is now', (t) => {
  const mounting = text.replace('RUN c', 'RUN --mount=type=bind,source=x,target=/x c');
  const asked = transition(tell(mounting, copyFailed), { type: 'retry', from: 'clean' });
  t.deepEqual(asked.effects, [{ type: 'replan' }]);
  const changed = planReplaced(asked.state.plan, mounting, { sameAs: [0, 1, null, null] });
  t.deepEqual(transition(asked.state, changed).effects, again);
});

test('a step that was done runs again once it is known that what was copied before it is the same', (t) => {
  const asked = transition(tell(copied, threeDone), { type: 'runAgain', step: 2 });
  t.deepEqual(asked.effects, [{ type: 'replan' }]);
  const { plan } = asked.state;
  t.deepEqual(transition(asked.state, planReplaced(plan, copied)).effects, again);
  const changed = planReplaced(plan, copied, { sameAs: [0, null, null, null] });
  t.like(transition(asked.state, changed).state, { status: 'paused', position: 1 });
});

test('what fails by itself is tried again at once', (t) => {
  const { effects } = transition(tell(text, [...twoDone, { type: 'next' }, fails(2)]), {
    type: 'retry',
    from: 'clean',
  });
  t.deepEqual(effects, again);
});

test('a state that cannot be kept ends the wish for another plan', (t) => {
  const asked = transition(tell(text, twoDone), { type: 'replan' }).state;
  const { state } = transition(asked, fails(1));
  t.is(state.status, 'failed');
  t.is(state.replanning, undefined);
});

test('what was tried by hand stays with the step it was tried for, also once that is edited', (t) => {
  const ran: SessionEvent = { type: 'execution/ended', step: 2, exitCode: 0, milliseconds: 1, time };
  const command = { type: 'execute', command: { form: 'shell', script: 'ls' }, keeps: true } as const;
  const inputs = [...twoDone, { type: 'next' } as const, fails(2), command, ran];
  const tried = [{ step: 2, text: 'ls', exitCode: 0, by: 'prompt' }] as const;
  t.deepEqual(tell(text, inputs).tried, tried);
  t.deepEqual(edit(text, inputs, text.replace('RUN c', 'RUN x')).state.tried, tried);
  t.deepEqual(edit(text, inputs, text.replace('RUN d', 'RUN x')).state.tried, tried);
  t.deepEqual(edit(text, inputs, text.replace('RUN b', 'RUN x')).state.tried, []);
});

test('what steps took stays with them, and of those that are new an earlier run may tell', (t) => {
  const more = { took: { 0: 1, 3: 7, 4: 8 } };
  const { took } = edit(text, threeDone, `${text}RUN new\n`, { more }).state;
  t.deepEqual(took, { 0: 1200, 1: 1200, 2: 1200, 3: 7, 4: 8 });
  t.deepEqual(edit(text, threeDone, 'FROM a\nRUN c\n').state.took, { 0: 1200 });
});
