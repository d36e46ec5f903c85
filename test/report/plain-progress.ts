import test from 'ava';
import { createPlainProgress } from '../../src/report/plain-progress.js';
import type { SessionEvent } from '../../src/session/events.js';
import { planOf } from '../helpers/plan-of.js';

const time = '2026-01-01T00:00:00.000Z';
const started: SessionEvent = { type: 'step/started', step: 1, stage: '0', line: 2, text: 'RUN make', time };
const plan = planOf('FROM a\nRUN make\n');

test('plain progress tells of a step that begins', (t) => {
  t.is(createPlainProgress(plan)(started), '#2 [2/2] 2: RUN make\n');
});

test('plain progress that teaches explains each step before it', (t) => {
  const format = createPlainProgress(plan, { explain: (step) => `step ${step} is a lesson\n` });
  t.is(format(started), 'step 1 is a lesson\n#2 [2/2] 2: RUN make\n');
});

test('plain progress marks a step whose wreck was accepted, and says where a fix was written', (t) => {
  const format = createPlainProgress(plan);
  const { type, ...facts } = started;
  t.is(
    format({ ...facts, type: 'step/accepted' }),
    '#2 ACCEPTED as it is: made by hand, the Dockerfile does not say how\n\n',
  );
  t.regex(
    format({ type: 'source/written', path: 'app/Dockerfile', backup: '/b', time }),
    /^refrom: wrote app\/Dockerfile; the file as it was is \/b/,
  );
});

test('names with control sequences do nothing to a terminal', (t) => {
  const format = createPlainProgress(plan);
  const message = 'there is no `\u001b]52;c;eA==\u0007x`';
  t.is(format({ type: 'problem/reported', message, time }), 'refrom: there is no `x`\n\n');
});
