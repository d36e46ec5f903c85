import { createBoundReader } from './state/bindings.js';
import type { Step } from './plan.js';
import type { Variable } from './state/stage-state.js';

/** Every value that a variable gets in one of the steps, those of base images included; the steps are a plan's first. */
export function variablesSet(
  steps: readonly Step[],
): readonly (readonly [name: string, variable: Variable])[] {
  const read = createBoundReader<string, Variable>();
  return steps.flatMap(({ after }) => read(after.variables));
}
