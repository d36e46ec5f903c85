// Another plan in the middle of a session, as plain progress and JSON lines tell of it.
import test from 'ava';
import { formatJsonLine } from '../../src/report/json-lines.js';
import { createPlainProgress } from '../../src/report/plain-progress.js';
import { planOf } from '../helpers/plan-of.js';
import { planReplaced } from '../helpers/plan-replaced.js';

const before = planOf('FROM a\nRUN one\n');
const time = '2026-01-01T00:00:00.000Z';
const replaced = planReplaced(before, 'FROM a\nENV SECRET=value\nRUN two\n');
const refused = { type: 'plan/refused', message: 'Dockerfile:2:1: no', time } as const;

test('plain progress goes on with the steps of the new plan', (t) => {
  const format = createPlainProgress(before);
  t.regex(format(replaced), /the plan is made anew: 3 steps/);
  const started = { type: 'step/started', step: 2, stage: '0', line: 3, text: 'RUN two', time } as const;
  t.regex(format(started), /\[3\/3\] 3: RUN two/);
  t.regex(format(refused), /Dockerfile:2:1: no\n.*the plan stays/);
  const interrupted = { ...refused, message: 'interrupted: not read again', interrupted: true } as const;
  t.is(format(interrupted), 'refrom: interrupted: not read again\n\n');
});

test('a JSON line tells of the new plan what the first one told of the plan', (t) => {
  const line = JSON.parse(formatJsonLine(replaced)) as { type: string; plan: object; sameAs: unknown };
  t.is(line.type, 'plan/replaced');
  t.deepEqual(line.sameAs, [0, null, null]);
  t.deepEqual(line.plan, {
    stages: [{ index: 0, name: '0' }],
    steps: [
      { step: 0, stage: 0, line: 1, text: 'FROM a' },
      { step: 1, stage: 0, line: 2, text: 'ENV SECRET=value' },
      { step: 2, stage: 0, line: 3, text: 'RUN two' },
    ],
  });
  t.deepEqual(JSON.parse(formatJsonLine(refused)), refused);
});
