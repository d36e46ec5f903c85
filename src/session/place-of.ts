// Where in a plan a state belongs that was made elsewhere, or why it belongs nowhere.
import type { Plan, Step } from '../plan/plan.js';

export interface ForeignState {
  /** Its step key. */
  readonly key: string;
  readonly stage: string;
  readonly line: number;
  /** The steps of its stage up to it: line, and the first digits of the step key. */
  readonly steps: readonly (readonly [line: number, key: string])[];
}

export type Place =
  | { readonly step: number }
  /** The first step of the stage that gives another state here; undefined if there is no such stage. */
  | { readonly differs: Step | undefined };

/** `keys` are those of the plan. */
export function placeOf(
  plan: Plan,
  keys: readonly (string | undefined)[],
  { key, stage: name, steps }: ForeignState,
): Place {
  const step = keys.indexOf(key);
  if (step !== -1) return { step };
  const stage = plan.stages.find((each) => each.name === name);
  if (stage === undefined) return { differs: undefined };
  const own = plan.steps.slice(stage.firstStep, stage.endStep);
  const differs = own.find(({ id }, at) => {
    const there = steps[at]?.[1];
    return there === undefined || keys[id]?.startsWith(there) !== true;
  });
  return { differs };
}
