import { firstThat } from './binary-search.js';
import type { Plan, PlannedStage, Step } from './plan.js';

/** The stage with this number in the file, where the build needs it. */
export const stageAt = ({ byNumber }: Plan, index: number): PlannedStage | undefined => byNumber.get(index);

export const stageOf = ({ stages }: Plan, { id }: Pick<Step, 'id'>): PlannedStage | undefined =>
  firstThat(stages, ({ endStep }) => id < endStep);

/** The stage, then the one it is built from, and so on: a loop, since a file may have thousands in a row. */
export function* downFrom(plan: Plan, stage: PlannedStage | undefined): Generator<PlannedStage> {
  for (let at = stage; at !== undefined; at = stageBelow(plan, at)) yield at;
}

const stageBelow = (plan: Plan, { base }: PlannedStage): PlannedStage | undefined =>
  base.type === 'stage' ? stageAt(plan, base.index) : undefined;
