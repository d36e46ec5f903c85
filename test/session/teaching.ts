// A session that teaches stops before every step, whatever it is told.
import test from 'ava';
import { createSession, type SessionState } from '../../src/session/state.js';
import { foldJournal, transition, type SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { began, reuses, succeeds } from '../helpers/tell-session.js';

const plan = planOf('FROM a\nRUN one\nRUN two\nRUN three\n');
const checkpoints = { 2: { image: 'x', bytes: 0 } };

const after = (
  options: { teaches?: boolean; interactive?: boolean },
  ...inputs: SessionInput[]
): SessionState =>
  foldJournal(createSession(plan, { interactive: true, checkpoints, ...options }), [began, ...inputs]);

const teaches = { teaches: true };
const on: SessionInput = { type: 'continue' };
const toggle: SessionInput = { type: 'toggleTeaching' };

test('teaching, continue stops before the next step, also behind one that is reused', (t) => {
  const first = after(teaches, on, reuses(0));
  t.like(first, { status: 'paused', position: 1 });
  t.like(after(teaches, on, reuses(0), on, reuses(1)), { status: 'paused', position: 2 });
});

test('teaching, the way to a step further on stops before each one between', (t) => {
  t.like(after(teaches, { type: 'goTo', step: 3 }, reuses(0)), { status: 'paused', position: 1 });
});

test('teaching, the image is made after the last step without a stop', (t) => {
  const last = after(teaches, on, reuses(0), on, reuses(1), on, reuses(2), on);
  t.deepEqual(transition(last, succeeds(3)).effects.at(-1), { type: 'finishImage' });
});

test('switched off it runs freely, and switched on while a step runs it stops before the one after', (t) => {
  const off = after(teaches, toggle, on, reuses(0), reuses(1));
  t.like(off, { status: 'running', position: 2, teaches: false });
  t.like(after({}, on, toggle, reuses(0)), { status: 'paused', position: 1, teaches: true });
});

test('switching it says what holds now', (t) => {
  t.regex(after(teaches, toggle).notice ?? '', /teaching is off/);
  t.regex(after({}, toggle).notice ?? '', /stops before every step/);
});

test('a build does not stop, whatever it teaches', (t) => {
  t.is(after({ teaches: true, interactive: false }, reuses(0)).status, 'running');
});
