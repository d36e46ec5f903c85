// Keeping a step as an earlier run made it, in the middle of a session.
import test from 'ava';
import type { SessionCommand } from '../../src/session/commands.js';
import type { PlanReplaced } from '../../src/session/events.js';
import { createSession, type SessionState } from '../../src/session/state.js';
import { transition, type SessionInput, type Transition } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { planReplaced } from '../helpers/plan-replaced.js';
import { began, fails, ran, time } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN b\nRUN c\nRUN d\n';
const plan = planOf(text);
const tell = (...inputs: readonly SessionInput[]): Transition =>
  [began, ...inputs].reduce<Transition>(({ state }, input) => transition(state, input), {
    state: createSession(plan, { interactive: true }),
    effects: [],
  });
const noticeOf = ({ state }: { readonly state: SessionState }): string => state.notice ?? '';
const keep = (line: number): SessionCommand => ({ type: 'keepAnyway', line });
const twoDone = [...ran(0), ...ran(1)];
/** Keys of what comes after a step that is kept are other ones. */
const kept = (more: Partial<PlanReplaced> = {}): PlanReplaced =>
  planReplaced(plan, text, {
    keeps: 3,
    sameAs: [0, 1, 2, null],
    checkpoints: { 2: { image: 'refrom/p:0-L3-12345678-kept', bytes: 0, kept: true } },
    ...more,
  });

test('the plan is made anew with what stands for the step, which is then reused', (t) => {
  const asked = tell(...twoDone, keep(3));
  t.deepEqual(asked.effects, [{ type: 'replan', keeps: 3 }]);
  const { state } = transition(asked.state, kept());
  t.regex(noticeOf({ state }), /line 3 stays as an earlier run made it.*docker build would run it/);
  t.is(state.position, 2);
  const next = transition(state, { type: 'next' });
  t.like(next.effects[0], { type: 'runStep', step: 2, reuse: true });
});

test('a step that failed and is kept has not failed any more', (t) => {
  const { state } = tell(...twoDone, { type: 'next' }, fails(2), keep(3), kept());
  t.is(state.status, 'paused');
  t.is(state.failure, undefined);
});

test('one that would not run again has nothing to keep', (t) => {
  t.regex(noticeOf(tell(...twoDone, keep(3), kept({ checkpoints: {} }))), /there is nothing to keep/);
});

test('where nothing can be kept the session stands where it stood, and the file has no problem', (t) => {
  const { state } = tell(...twoDone, { type: 'next' }, fails(2), keep(3), {
    type: 'plan/refused',
    message: 'no checkpoint of an earlier run is known',
    keeps: 3,
    time,
  });
  t.is(state.status, 'failed');
  t.is(state.planProblem, undefined);
  t.regex(noticeOf({ state }), /no checkpoint of an earlier run/);
});

const isRefused = test.macro((t, inputs: readonly SessionInput[], line: number, reason: RegExp) => {
  const asked = tell(...inputs, keep(line));
  t.deepEqual(asked.effects, []);
  t.regex(noticeOf(asked), reason);
});

test('a line without a step is not kept', isRefused, twoDone, 9, /no step stands here/);
test('FROM is not kept', isRefused, [], 1, /FROM makes no state/);
test('a step that is done is not kept', isRefused, twoDone, 2, /u goes back before it/);
test(
  'nothing is kept on top of what was made by hand',
  isRefused,
  [...twoDone, { type: 'shell/opened', step: 2, time }, { type: 'shell/closed', step: 2, exitCode: 0, time }],
  3,
  /made by hand/,
);
