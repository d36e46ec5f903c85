import { originsOf } from '../plan/action.js';
import type { PlannedStage } from '../plan/plan.js';
import type { SessionState } from './state.js';

/**
 * Lines of the steps, in the order of the plan, that stand for the state after `step` although they have changed: in
 * its stage, and in all that this takes files from.
 */
export function keptLines(state: SessionState, step: number): readonly number[] {
  const { plan, checkpoints } = state;
  const kept = new Set<number>();
  const seen = new Set<PlannedStage>();
  const visit = (stage: PlannedStage | undefined, end: number): void => {
    if (stage === undefined || seen.has(stage)) return;
    seen.add(stage);
    for (const { id, line, action } of plan.steps.slice(stage.firstStep, end)) {
      if (checkpoints[id]?.kept === true) kept.add(line);
      for (const origin of originsOf(action)) if (origin.type === 'stage') visitStage(origin.index);
    }
    if (stage.base.type === 'stage') visitStage(stage.base.index);
  };
  const visitStage = (index: number): void => {
    const stage = plan.stages.find((each) => each.index === index);
    visit(stage, stage?.endStep ?? 0);
  };
  visit(
    plan.stages.find(({ firstStep, endStep }) => step >= firstStep && step < endStep),
    step + 1,
  );
  return [...kept].sort((a, b) => a - b);
}
