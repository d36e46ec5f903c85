// A session as its journal tells it, for whatever looks at one: no engine, no waiting.
import { keyTable } from '../../src/tui/keys.js';
import { createOutputLog } from '../../src/tui/output-log.js';
import { marksFor } from '../../src/tui/present/marks.js';
import { splitSource } from '../../src/tui/split-source.js';
import type { ViewContext } from '../../src/tui/view-state.js';
import { createSession, type SessionOptions } from '../../src/session/state.js';
import { foldJournal, type SessionInput } from '../../src/session/transition.js';
import { planOf } from './plan-of.js';

/** The interactive session over this text after these inputs, with what its steps printed. */
export function tellSession(
  text: string,
  inputs: readonly SessionInput[] = [],
  options: Partial<SessionOptions> = {},
): ViewContext {
  const start = createSession(planOf(text), { interactive: true, ...options });
  const log = createOutputLog();
  for (const input of inputs) log.record(input);
  return {
    session: foldJournal(start, [began, ...inputs]),
    log,
    source: splitSource({ path: 'Dockerfile', text }),
    explain: (step, columns) => [`step ${step} in ${columns} columns`],
    marks: marksFor(true),
    keys: keyTable,
    now: Date.parse(time),
  };
}

export const time = '2026-01-01T00:00:00.000Z';

export const began: SessionInput = { type: 'session/started', plan: { stages: [], steps: [] }, time };
export const next: SessionInput = { type: 'next' };

export const starts = (step: number): SessionInput => ({
  type: 'step/started',
  step,
  stage: '0',
  line: 1,
  text: '',
  time,
});

export const prints = (step: number, text: string): SessionInput => ({
  type: 'step/output',
  step,
  stream: 'stdout',
  text,
  time,
});

export const succeeds = (step: number, milliseconds = 1200): SessionInput => ({
  type: 'step/succeeded',
  step,
  milliseconds,
  reused: false,
  from: 'clean',
  time,
});

export const reuses = (step: number): SessionInput => ({
  type: 'step/succeeded',
  step,
  milliseconds: 0,
  reused: true,
  from: 'clean',
  time,
});

export const fails = (
  step: number,
  message = 'RUN failed with exit code 1',
  hint?: string,
): SessionInput => ({
  type: 'step/failed',
  step,
  line: 1,
  exitCode: 1,
  message,
  tail: [],
  time,
  ...(hint === undefined ? {} : { hint }),
});

export const skips = (step: number): SessionInput => ({
  type: 'step/skipped',
  step,
  stage: '0',
  line: 1,
  text: '',
  time,
});

export const keeps = (step: number, bytes = 1_200_000): SessionInput => ({
  type: 'checkpoint/taken',
  step,
  image: `refrom/app:0-L${String(step)}-0badcafe`,
  milliseconds: 5,
  bytes,
  time,
});

export const reports = (message: string): SessionInput => ({ type: 'problem/reported', message, time });

export const finishes = (...tags: string[]): SessionInput => ({
  type: 'session/finished',
  image: 'sha256:0123456789abcdef',
  tags,
  milliseconds: 9,
  time,
});

/** A step from its order to its end. */
export const ran = (step: number, output = '', milliseconds = 1200): SessionInput[] => [
  next,
  starts(step),
  ...(output === '' ? [] : [prints(step, output)]),
  succeeds(step, milliseconds),
];
