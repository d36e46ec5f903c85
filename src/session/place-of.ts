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
  const alike = plan.steps.filter(({ id }) => keys[id] === key);
  const step = alike.find(isOfStage(plan, name)) ?? alike[0];
  if (step !== undefined) return { step: step.id };
  const stage = plan.stages.find((each) => each.name === name);
  if (stage === undefined) return { differs: undefined };
  const own = plan.steps.slice(stage.firstStep, stage.endStep);
  const differs = own.find(({ id }, at) => {
    const there = steps[at]?.[1];
    return there === undefined || keys[id]?.startsWith(there) !== true;
  });
  return { differs };
}

/** The step that failed on the state with this key; undefined if no step of a stage follows on it here. */
export function failedStepOf(
  plan: Plan,
  keys: readonly (string | undefined)[],
  { on, stage, line }: { readonly on: string; readonly stage: string; readonly line: number },
): Step | undefined {
  const following = plan.steps.filter(
    ({ id, stage: own }) => keys[id - 1] === on && plan.steps[id - 1]?.stage === own,
  );
  const named = following.filter(isOfStage(plan, stage));
  return named.find((step) => step.line === line) ?? named[0] ?? following[0];
}

/** Keys hold no stage: stages that begin alike have the same ones. */
function isOfStage(plan: Plan, name: string): (step: Step) => boolean {
  const indexes = plan.stages.flatMap((stage) => (stage.name === name ? [stage.index] : []));
  return ({ stage }) => indexes.includes(stage);
}
