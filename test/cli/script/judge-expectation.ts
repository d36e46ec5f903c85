import test from 'ava';
import { explainRefusal } from '../../../src/cli/script/explain-refusal.js';
import { judgeExpectation } from '../../../src/cli/script/judge-expectation.js';
import { describePlace, printState } from '../../../src/cli/script/print-state.js';
import type { Expectation } from '../../../src/cli/script/script.js';
import { configOf } from '../../../src/plan/state/configuration.js';
import { createSession, type SessionState } from '../../../src/session/state.js';
import { planOf } from '../../helpers/plan-of.js';

const plan = planOf('FROM a AS one\nARG WHO=me\nENV A=1\nRUN x \\\n  y\nCOPY . .\n');
const session = createSession(plan, { interactive: true });
const failure = { step: 3, exitCode: 7, message: 'no', tail: [] };
const paused: SessionState = { ...session, status: 'paused', position: 3 };
const failed: SessionState = { ...paused, status: 'failed', failure };
const atEnd: SessionState = { ...session, status: 'paused', position: 5 };
const finished: SessionState = { ...atEnd, status: 'finished' };

const cases: readonly [Expectation, SessionState, string | undefined][] = [
  [{ type: 'paused' }, paused, undefined],
  [{ type: 'paused', line: 4 }, paused, undefined],
  [{ type: 'paused', line: 5 }, paused, undefined],
  [{ type: 'paused', line: 3 }, paused, 'paused 4'],
  [{ type: 'paused', line: 4 }, failed, 'failed 4'],
  [{ type: 'paused', line: 6 }, atEnd, 'paused after the last step'],
  [{ type: 'failed' }, failed, undefined],
  [{ type: 'failed', line: 4 }, failed, undefined],
  [{ type: 'failed', line: 6 }, failed, 'failed 4'],
  [{ type: 'failed' }, paused, 'paused 4'],
  [{ type: 'finished' }, finished, undefined],
  [{ type: 'finished' }, atEnd, 'paused after the last step'],
  [{ type: 'paused' }, finished, 'finished'],
  [{ type: 'output', pattern: /^b$/m }, paused, undefined],
  [{ type: 'output', pattern: /c/ }, paused, 'output a\nb\n'],
];

for (const [expectation, state, found] of cases)
  test(`${JSON.stringify(expectation)} ${'pattern' in expectation ? String(expectation.pattern) : ''} finds ${found ?? 'that'} of ${state.status} ${String(state.position)}`, (t) => {
    t.is(judgeExpectation(expectation, { state, output: 'a\nb\n' }), found);
  });

test('no output is called that', (t) => {
  t.is(judgeExpectation({ type: 'output', pattern: /c/ }, { state: paused, output: '' }), 'no output');
});

test('what is printed of a state', (t) => {
  t.deepEqual(printState('env', { ...paused, position: 4 }, { http_proxy: 'p' }), {
    environment: ['PATH=/bin', 'A=1', 'WHO=me', 'http_proxy=p'],
  });
  t.deepEqual(printState('config', paused, {}), { config: configOf(plan.steps[2]!.after) });
  t.deepEqual(
    printState('state', { ...failed, breakpoints: [{ type: 'line', line: 4 }], handmadeFrom: 2 }, {}),
    {
      status: 'failed',
      before: { step: 3, stage: 'one', line: 4, text: plan.steps[3]?.text },
      breakpoints: [{ type: 'line', line: 4 }],
      handmade: true,
      failure,
    },
  );
  t.deepEqual(describePlace(atEnd), { status: 'paused', before: null });
});

test('a refusal is told in words of scripts, not of keys', (t) => {
  t.regex(explainRefusal(failed, { type: 'continue' }, ''), /the step failed; `retry`/);
  t.regex(explainRefusal(finished, { type: 'next', times: 1 }, ''), /the build is finished/);
  t.regex(explainRefusal(session, { type: 'back' }, ''), /this is the beginning/);
  t.regex(explainRefusal(finished, { type: 'retry', from: 'clean' }, ''), /no step to retry/);
  t.regex(explainRefusal(paused, { type: 'retry', from: 'wreck' }, ''), /nothing failed here/);
  t.regex(explainRefusal(session, { type: 'shell', script: 'ls' }, ''), /no state before FROM/);
  t.is(explainRefusal(paused, { type: 'write' }, 'said'), 'said');
});
