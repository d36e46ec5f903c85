import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

/** Refused, or done with nothing else to show for it: only the notice changes. */
export const note = (state: SessionState, notice: string): Transition => ({
  state: { ...state, notice },
  effects: [],
});
