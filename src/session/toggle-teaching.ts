import { note } from './note.js';
import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

/** Also while a step runs: it holds from the next one on. */
export const toggleTeaching = (state: SessionState): Transition =>
  note(
    { ...state, teaches: !state.teaches },
    state.teaches
      ? 'teaching is off: c runs on to a breakpoint, a failure or the end'
      : 'teaching: stops before every step and explains it; T runs freely again',
  );
