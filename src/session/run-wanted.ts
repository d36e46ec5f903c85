// A step that was to run again once the plan was made anew.
import type { PlanReplaced } from './events.js';
import { runAgain } from './run-again.js';
import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

/**
 * `text` is that of the step `wanted` of the plan as it was. Undefined where the session does not stand before or behind
 * that step any more: another one is not run unseen.
 */
export function runWanted(
  state: SessionState,
  { sameAs }: PlanReplaced,
  wanted: number,
  text: string | undefined,
): Transition | undefined {
  const { plan, position } = state;
  const same = sameAs.indexOf(wanted);
  if (same !== -1) return same <= position ? runAgain(state, same) : undefined;
  const isSamePlace = (sameAs[position - 1] ?? -1) === wanted - 1;
  return isSamePlace && plan.steps[position]?.text === text ? runAgain(state, position) : undefined;
}
