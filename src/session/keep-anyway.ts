// A step that would run again, kept as an earlier run made it: the user knows that it is still good.
import type { Step } from '../plan/plan.js';
import { stepOnLine } from '../plan/step-on-line.js';
import { note } from './note.js';
import { askForPlan } from './replace-plan.js';
import { checkpointAt } from './reuse.js';
import type { SessionState, StillStatus } from './state.js';
import type { Transition } from './transition.js';

export function keepAnyway(state: SessionState & { readonly status: StillStatus }, line: number): Transition {
  const step = stepOnLine(state.plan, line);
  const reason = step === undefined ? 'no step stands here' : whyNotKeep(state, step);
  return reason === undefined ? askForPlan(state, undefined, line) : note(state, reason);
}

function whyNotKeep(state: SessionState, { id, action, line }: Step): string | undefined {
  const { position, handmadeFrom = Infinity } = state;
  if (action.type === 'from') return 'FROM makes no state of its own that could be kept';
  if (id < position) return `line ${String(line)} is done: u goes back before it`;
  if (checkpointAt(state, id) !== undefined)
    return 'it does not run again as it is: there is nothing to keep';
  return handmadeFrom <= id ? 'the state is made by hand: u goes back before that' : undefined;
}
