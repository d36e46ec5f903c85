import type { Plan } from '../plan/plan.js';

/** The plan as far as a reader of events needs it. */
export interface PlanSummary {
  readonly stages: readonly { readonly index: number; readonly name: string }[];
  readonly steps: readonly {
    readonly step: number;
    readonly stage: number;
    readonly line: number;
    readonly text: string;
  }[];
}

export function summarizePlan(plan: Plan): PlanSummary {
  return {
    stages: plan.stages.map(({ index, name }) => ({ index, name })),
    steps: plan.steps.map(({ id, stage, line, text }) => ({ step: id, stage, line, text })),
  };
}
