import test from 'ava';
import { followBreakpoints } from '../../src/cli/kept-breakpoints.js';
import type { SessionInput } from '../../src/session/transition.js';
import type { SessionState } from '../../src/session/state.js';
import { next, tellSession } from '../helpers/tell-session.js';

const text = 'FROM a\nRUN b\nRUN c\n';
const stateAfter = (...inputs: SessionInput[]): SessionState => tellSession(text, inputs).session;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('each change of them is kept at once, in order, and nothing else is', async (t) => {
  const inputs: SessionInput[] = [];
  const listeners: ((input: SessionInput) => void)[] = [];
  const kept: number[][] = [];
  let state = stateAfter();
  followBreakpoints(
    { getState: () => state, subscribe: (listener) => (listeners.push(listener), () => undefined) },
    async ({ breakpoints }) => {
      await settle();
      kept.push(breakpoints.flatMap((each) => (each.type === 'line' ? [each.line] : [])));
    },
  );
  for (const input of [
    { type: 'toggleBreakpoint', line: 2 },
    next,
    { type: 'toggleBreakpoint', line: 3 },
  ] as const) {
    inputs.push(input);
    state = { ...stateAfter(...inputs), ...(input === next ? { breakpoints: state.breakpoints } : {}) };
    for (const listener of listeners) listener(input);
  }
  for (let turn = 0; turn < 5; turn += 1) await settle();
  t.deepEqual(kept, [[2], [2, 3]]);
});
