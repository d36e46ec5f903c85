import type { SessionState, StillStatus } from './state.js';

const still: readonly string[] = ['paused', 'failed', 'finished'] satisfies readonly StillStatus[];

/** Not running: at a pause, after a failure, or after the end. */
export const isStill = (state: SessionState): state is SessionState & { readonly status: StillStatus } =>
  still.includes(state.status);
