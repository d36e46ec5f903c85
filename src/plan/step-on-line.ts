import type { Plan, Step } from './plan.js';

/** The step whose instruction stands on the line; of triggers of a base image, which share one, the last. */
export const stepOnLine = ({ steps }: Pick<Plan, 'steps'>, line: number): Step | undefined =>
  steps.findLast((each) => line >= each.line && line <= each.endLine);
