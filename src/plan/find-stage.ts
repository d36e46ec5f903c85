import type { Plan, PlannedStage, Step } from './plan.js';
import { firstThat } from './binary-search.js';

/** The stage with this number in the file, where the build needs it. */
export function stageAt({ stages }: Plan, index: number): PlannedStage | undefined {
  const found = firstThat(stages, (stage) => stage.index >= index);
  return found?.index === index ? found : undefined;
}

export const stageOf = ({ stages }: Plan, { id }: Pick<Step, 'id'>): PlannedStage | undefined =>
  firstThat(stages, ({ endStep }) => id < endStep);
