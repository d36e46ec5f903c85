import test from 'ava';
import { enterAt, enterFailed } from '../../src/session/enter-at.js';
import { summarizePlan } from '../../src/session/events.js';
import { failedStepOf, placeOf } from '../../src/session/place-of.js';
import { createSession } from '../../src/session/state.js';
import { transition } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';

const plan = planOf('FROM a AS one\nRUN x\nRUN y\nFROM b\nRUN z\nCOPY --from=one /x /\n');
const keys = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'];
const there = (key: string, stage: string, ...short: readonly string[]) => ({
  key,
  stage,
  line: 9,
  steps: short.map((each, at) => [at + 1, each] as const),
});

test('a state has its place after the step whose key it carries', (t) => {
  t.deepEqual(placeOf(plan, keys, there('cc', 'one', 'aa', 'bb', 'cc')), { step: 2 });
});

const alike = planOf('FROM a AS one\nRUN x\nRUN y\nFROM a AS two\nRUN x\nRUN z\nCOPY --from=one /x /\n');
const alikeKeys = ['aa', 'bb', 'cc', 'aa', 'bb', 'dd', 'ee'];

test('where stages begin alike, it is the one whose name the state carries', (t) => {
  t.deepEqual(placeOf(alike, alikeKeys, there('bb', 'two')), { step: 4 });
  t.deepEqual(placeOf(alike, alikeKeys, there('bb', 'one')), { step: 1 });
  t.deepEqual(placeOf(alike, alikeKeys, there('bb', 'renamed')), { step: 1 });
});

test('so it is for the step that failed on a state', (t) => {
  const failedOn = (on: string, stage: string, line: number) =>
    failedStepOf(alike, alikeKeys, { on, stage, line })?.id;
  t.is(failedOn('bb', 'two', 6), 5);
  t.is(failedOn('bb', 'two', 9), 5, 'the line has moved');
  t.is(failedOn('bb', 'one', 3), 2);
  t.is(failedOn('bb', 'renamed', 6), 2);
  t.is(failedOn('cc', 'one', 4), undefined, 'nothing follows in its stage');
  t.is(failedOn('xx', 'one', 4), undefined);
});

test('else the first step that gives another state is where the two part', (t) => {
  const place = placeOf(plan, keys, there('xx', 'one', 'aa', 'b0', 'xx'));
  t.like(place, { differs: { line: 2, text: 'RUN x' } });
  t.like(placeOf(plan, keys, there('xx', 'one', 'aa', 'bb')), { differs: { line: 3 } });
});

test('a stage that this file does not have', (t) => {
  t.deepEqual(placeOf(plan, keys, there('xx', 'gone')), { differs: undefined });
});

test('the debugger opens behind the state, with all before it done', (t) => {
  const begun = createSession(plan, { interactive: true, checkpoints: { 2: { image: 'i', bytes: 0 } } });
  const state = enterAt(begun, 3);
  t.is(state.position, 3);
  t.deepEqual(
    state.steps.map(({ status }) => status),
    ['reused', 'reused', 'reused', 'pending', 'pending', 'pending'],
  );
});

test('it opens before a stage that has to be executed first', (t) => {
  const begun = createSession(plan, { interactive: true, checkpoints: { 4: { image: 'i', bytes: 0 } } });
  t.is(enterAt(begun, 5).position, 0, 'the COPY still needs stage one');
});

test('where a step failed elsewhere, the debugger stands at it as at a failure of its own', (t) => {
  const begun = createSession(plan, { interactive: true, checkpoints: { 1: { image: 'i', bytes: 0 } } });
  const failure = { step: 2, exitCode: 3, message: 'RUN failed', tail: [] };
  const { state } = transition(enterFailed(begun, failure), {
    type: 'session/started',
    plan: summarizePlan(plan),
    time: '',
  });
  t.like(state, { status: 'failed', position: 2, failure });
  t.deepEqual(transition(state, { type: 'retry', from: 'wreck' }).effects, [
    { type: 'runStep', step: 2, from: 'live', reuse: false },
  ]);
  const early = enterFailed(begun, { ...failure, step: 4 });
  t.like(early, { position: 2 });
  t.is(early.failure, undefined, 'something has to be executed before it');
});
