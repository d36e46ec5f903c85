// Executing a step for real, even where a checkpoint could stand for it.
import { note } from './note.js';
import { settle } from './settle.js';
import { isAtEnd, type SessionState } from './state.js';
import type { Transition } from './transition.js';

/** A step that was done, from the clean state before it: what came after it is pending again. */
export function runAgain(state: SessionState, step: number): Transition {
  if (state.plan.steps[step] === undefined) return note(state, 'there is no step to run again');
  if (step > state.position) return note(state, 'this step has not run yet; h runs on to it');
  return retry(step < state.position ? settle(state, step).state : state, 'clean');
}

/** The step at the position. */
export function retry(state: SessionState, from: 'clean' | 'wreck'): Transition {
  const step = state.position;
  if (isAtEnd(state)) return note(state, 'there is no step to retry; u goes back');
  if (from === 'wreck' && state.failure === undefined)
    return note(state, 'nothing failed here; r runs the step from the clean state');
  const effect = { type: 'runStep', step, from: from === 'wreck' ? 'live' : 'clean', reuse: false } as const;
  const cleaned = from === 'clean' && state.handmadeFrom === step ? settle(state, step).state : state;
  const { notice, ...rest } = forgetHandmade(cleaned, from);
  return { state: { ...rest, status: 'running', until: 'pause' }, effects: [effect] };
}

/** Elsewhere a retry does what the next step does. */
export const differsFromNext = ({ status, position, handmadeFrom = Infinity }: SessionState): boolean =>
  status === 'failed' || position >= handmadeFrom;

/**
 * From the clean state means: without what a shell changed just before this step. A step skipped there stays skipped, and
 * one that only worked on top of what it had left stays so.
 */
function forgetHandmade(state: SessionState, from: 'clean' | 'wreck'): SessionState {
  if (from === 'wreck' || state.handmadeFrom !== state.position) return state;
  const before = state.steps[state.position - 1];
  if (before?.status === 'skipped' || before?.onWreck === true) return state;
  const { handmadeFrom, ...rest } = state;
  return { ...rest, handmade: {} };
}
