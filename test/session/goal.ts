// A session that wants nothing but the state before one step.
import test from 'ava';
import { requiredStages } from '../../src/session/required-stages.js';
import type { SessionEvent } from '../../src/session/events.js';
import { summarizePlan } from '../../src/session/events.js';
import { createSession, type SessionState } from '../../src/session/state.js';
import { transition, type SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';

const plan = planOf(`FROM a AS one
RUN first
FROM a AS two
RUN second
RUN third
FROM a
COPY --from=one /x /x
COPY --from=two /y /y
`);
const time = '2026-01-01T00:00:00.000Z';
const started: SessionEvent = { type: 'session/started', plan: summarizePlan(plan), time };
const succeeded = (step: number, reused = false): SessionEvent => ({
  type: 'step/succeeded',
  step,
  milliseconds: 1,
  reused,
  time,
});

const checkpoint = { image: 'x', bytes: 0 };
const open = (goal: number, steps: readonly number[] = []): SessionState =>
  createSession(plan, {
    interactive: true,
    goal,
    checkpoints: Object.fromEntries(steps.map((step) => [step, checkpoint])),
  });

const tell = (state: SessionState, ...inputs: SessionInput[]): ReturnType<typeof transition> => {
  let told: ReturnType<typeof transition> = { state, effects: [] };
  for (const input of inputs) told = transition(told.state, input);
  return told;
};

test('it pauses before the step, with a checkpoint', (t) => {
  const run = [started, { type: 'continue' }, succeeded(0, true), succeeded(1, true)] as const;
  const { state, effects } = tell(open(4), ...run, succeeded(2), succeeded(3));
  t.is(state.status, 'paused');
  t.is(state.position, 4);
  t.deepEqual(effects, [{ type: 'takeCheckpoint', step: 3, reason: 'pause', handmade: false }]);
});

test('after the last step no image is made', (t) => {
  const steps = plan.steps.map(({ id }) => succeeded(id));
  const { state, effects } = tell(open(plan.steps.length), started, { type: 'continue' }, ...steps);
  t.is(state.status, 'paused');
  t.deepEqual(
    effects.map(({ type }) => type),
    ['takeCheckpoint'],
  );
});

test('stages that it does not need are passed over', (t) => {
  t.deepEqual([...requiredStages(plan, {}, 4)], [1]);
  t.deepEqual(tell(open(4), started, { type: 'continue' }).effects, [
    { type: 'runStep', step: 0, from: 'clean', reuse: true },
  ]);
});

test('of its own stage what comes after it asks for nothing', (t) => {
  t.deepEqual([...requiredStages(plan, {}, 7)].sort(), [0, 2]);
  t.deepEqual([...requiredStages(plan, {}, 6)], [2]);
  t.deepEqual([...requiredStages(plan, {})].sort(), [0, 1, 2]);
});

test('a checkpoint that comes after it stands for no step on the way', (t) => {
  t.deepEqual(open(4, [3, 4, 7]).checkpoints, { 3: checkpoint });
  t.like(tell(open(7, [7]), started, { type: 'continue' }).effects[0], { step: 0, reuse: false });
});
