import { firstOpenStep } from './resume-cut.js';
import type { Failure, SessionState } from './state.js';

/**
 * A session that has not begun, standing before the step at `position` with all before it reused; or before the first
 * step that has to be executed, where that comes earlier.
 */
export function enterAt(state: SessionState, position: number): SessionState {
  const reached = Math.min(position, firstOpenStep(state));
  const steps = state.steps.map((progress, id) =>
    id < reached ? { status: 'reused' as const, milliseconds: 0 } : progress,
  );
  return { ...state, steps, position: reached };
}

/** The same, standing at the step that failed on another machine, if the session gets as far without executing anything. */
export function enterFailed(state: SessionState, failure: Failure): SessionState {
  const entered = enterAt(state, failure.step);
  if (entered.position !== failure.step) return entered;
  return { ...entered, failure, steps: entered.steps.with(failure.step, { status: 'failed' }) };
}
