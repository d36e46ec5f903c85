// Going past a step without executing it.
import { note } from './note.js';
import { settle } from './settle.js';
import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

/** After a failure, from the state before the step. */
export function skip(state: SessionState): Transition {
  const reason = whyNotSkip(state);
  if (reason !== undefined) return note(state, reason);
  const settled = settle(state, state.position).state;
  return {
    state: { ...settled, status: 'running', until: 'pause' },
    effects: [{ type: 'skipStep', step: state.position }],
  };
}

/**
 * Undefined where the step at the position can be skipped. The plan has the configuration of each later step with all
 * ENV, WORKDIR and the like before it, so that only steps which do nothing but write files can be left out truly.
 */
export function whyNotSkip({ plan, position }: SessionState): string | undefined {
  const step = plan.steps[position];
  if (step === undefined) return 'there is no step to skip; u goes back';
  const { action, keyword } = step;
  if (action.type === 'run' || action.type === 'copy') return undefined;
  if (action.type === 'from') return 'FROM cannot be skipped: its stage stands on it';
  return `${keyword} cannot be skipped: later steps are planned with it; RUN, COPY and ADD can`;
}
