// Before a step runs from the clean state again, the files that it and the steps before it read are looked at anew: what is
// executed has to be what its step key says.
import type { Action } from '../plan/action.js';
import { askForPlan } from './replace-plan.js';
import { retry, runAgain } from './run-again.js';
import type { SessionState, StillStatus } from './state.js';
import type { Transition } from './transition.js';
import { textOnTrial } from './work-on-fix.js';

type StillState = SessionState & { readonly status: StillStatus };

/** The step at the position. */
export const retryAnew = (state: StillState): Transition =>
  readsContext(state, state.position) ? askThenRun(state, state.position) : retry(state, 'clean');

/** One that was done, or the one at the position. */
export const runAgainAnew = (state: StillState, step: number): Transition =>
  step <= state.position && readsContext(state, step) ? askThenRun(state, step) : runAgain(state, step);

/** The states before it may have to be made again, too. */
const readsContext = ({ plan }: SessionState, step: number): boolean =>
  plan.steps[step] !== undefined && plan.steps.slice(0, step + 1).some(({ action }) => readsFiles(action));

/** Files of a build context. */
export function readsFiles(action: Action): boolean {
  if (action.type === 'copy') return action.from.type === 'context';
  if (action.type === 'from') return action.base.type === 'folder';
  if (action.type !== 'run') return false;
  return action.mounts.some((mount) => mount.type === 'bind' && mount.from.type === 'context');
}

function askThenRun(state: StillState, step: number): Transition {
  const asked = askForPlan(state, textOnTrial(state));
  return { ...asked, state: { ...asked.state, replanning: { before: state.status, thenRuns: step } } };
}
