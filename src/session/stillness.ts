// A session that waits for a command, and what it is told where it does not do it.
import type { SessionState, StillStatus } from './state.js';
import type { Transition } from './transition.js';

const still: readonly string[] = ['paused', 'failed', 'finished'] satisfies readonly StillStatus[];

/** Not running: at a pause, after a failure, or after the end. */
export const isStill = (state: SessionState): state is SessionState & { readonly status: StillStatus } =>
  still.includes(state.status);

export const note = (state: SessionState, notice: string): Transition => ({
  state: { ...state, notice },
  effects: [],
});
