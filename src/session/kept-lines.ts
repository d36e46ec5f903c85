import { originsOf } from '../plan/action.js';
import { walkDepthFirst } from '../plan/depth-first.js';
import { stageAt, stageOf } from '../plan/find-stage.js';
import type { Step } from '../plan/plan.js';
import type { SessionState } from './state.js';

/**
 * Lines of the steps, in the order of the plan, that stand for the state after `step` although they have changed: in
 * its stage, and in all that this takes files from.
 */
export function keptLines({ plan, checkpoints }: SessionState, step: number): readonly number[] {
  const own = stageOf(plan, { id: step });
  if (own === undefined) return [];
  const stepsOf = (index: number): readonly Step[] => {
    const stage = stageAt(plan, index);
    return stage === undefined
      ? []
      : plan.steps.slice(stage.firstStep, stage === own ? step + 1 : stage.endStep);
  };
  const needsOf = (index: number): readonly number[] => {
    const origins = stepsOf(index).flatMap(({ action }) => originsOf(action));
    const base = stageAt(plan, index)?.base;
    return [...origins, ...(base === undefined ? [] : [base])].flatMap((from) =>
      from.type === 'stage' ? [from.index] : [],
    );
  };
  const { order } = walkDepthFirst([own.index], { edgesOf: needsOf, targetOf: (index) => index });
  const kept = order.flatMap(stepsOf).filter(({ id }) => checkpoints[id]?.kept === true);
  return [...new Set(kept.map(({ line }) => line))].sort((a, b) => a - b);
}
