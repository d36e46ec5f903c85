import { allBound, boundSince } from './state/bindings.js';
import type { Step } from './plan.js';
import type { Variable } from './state/stage-state.js';

/** Every value that a variable gets in one of the steps, those of base images included; the steps are a plan's first. */
export const variablesSet = (steps: readonly Step[]): (readonly [name: string, variable: Variable])[] =>
  steps.flatMap(({ after }, index) => {
    const earlier = steps[index - 1]?.after;
    return [...(earlier ? boundSince(after.variables, earlier.variables) : allBound(after.variables))];
  });
