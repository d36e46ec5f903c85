import test from 'ava';
import type { SessionCommand } from '../../src/session/commands.js';
import { summarizePlan, type SessionEvent } from '../../src/session/events.js';
import { refusalOf } from '../../src/session/refusal.js';
import { createSession, type SessionState } from '../../src/session/state.js';
import { foldJournal, type SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';

const plan = planOf('FROM a\nRUN one\nRUN two\n');
const time = '2026-01-01T00:00:00.000Z';
const started: SessionEvent = { type: 'session/started', plan: summarizePlan(plan), time };
const succeeded: SessionEvent = { type: 'step/succeeded', step: 0, milliseconds: 1, reused: false, time };
const failed: SessionEvent = {
  type: 'step/failed',
  step: 1,
  line: 2,
  exitCode: 1,
  message: '',
  tail: [],
  time,
};

const at = (...inputs: SessionInput[]): SessionState =>
  foldJournal(createSession(plan, { interactive: true }), [started, ...inputs]);

const next: SessionCommand = { type: 'next' };
const beginning = at();
const paused = at(next, succeeded);
const wreck = at(next, succeeded, next, failed);
const execute: SessionCommand = { type: 'execute', command: { form: 'shell', script: 'ls' }, keeps: true };

const does: readonly [string, SessionState, SessionCommand][] = [
  ['next at a pause', paused, next],
  ['back at a pause', paused, { type: 'back' }],
  ['back from a failure', wreck, { type: 'back' }],
  ['retry after a failure', wreck, { type: 'retry', from: 'wreck' }],
  ['a breakpoint set', paused, { type: 'toggleBreakpoint', line: 2 }],
  ['a command', wreck, execute],
  ['a resume', paused, { type: 'writeResume' }],
  ['quit', wreck, { type: 'quit' }],
];
for (const [title, state, command] of does)
  test(`not refused: ${title}`, (t) => {
    t.is(refusalOf(state, command), undefined);
  });

const doesNot: readonly [string, SessionState, SessionCommand][] = [
  ['next while a step runs', at(next), next],
  ['next on a failed step', wreck, next],
  ['back at the beginning', beginning, { type: 'back' }],
  ['a retry on top of nothing', paused, { type: 'retry', from: 'wreck' }],
  ['a command before FROM', beginning, execute],
  ['a breakpoint without a step', paused, { type: 'toggleBreakpoint', line: 9 }],
];
for (const [title, state, command] of doesNot)
  test(`refused, with the reason: ${title}`, (t) => {
    t.truthy(refusalOf(state, command));
    const told = { ...state, notice: 'said before' };
    t.is(refusalOf(told, command), refusalOf(state, command));
  });
