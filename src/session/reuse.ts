import { requiredStages } from './required-stages.js';
import type { Checkpoint, SessionState } from './state.js';

/**
 * True if executing the step again would change nothing that is used: a clean checkpoint of its stage stands at it or
 * after it, or nobody needs its stage any more.
 */
export function canReuse(state: SessionState, step: number): boolean {
  if (state.handmadeFrom !== undefined) return false;
  const stage = state.plan.stages.find(({ firstStep, endStep }) => step >= firstStep && step < endStep);
  if (stage === undefined) return false;
  for (let id = step; id < stage.endStep; id += 1) if (state.checkpoints[id] !== undefined) return true;
  return !requiredStages(state.plan, state.checkpoints, state.goal).has(stage.index);
}

/** The nearest checkpoint at or before the state after `step`, in its stage; undefined means the stage's base. */
export function nearestCheckpoint(
  state: SessionState,
  step: number,
): (Checkpoint & { step: number }) | undefined {
  const first = stageStart(state, step);
  for (let id = step; id >= first; id -= 1) {
    const checkpoint = checkpointAt(state, id);
    if (checkpoint !== undefined) return { ...checkpoint, step: id };
  }
  return undefined;
}

/** The checkpoint of the state after `step`, by hand or not, whichever this session's line of states goes through. */
export const checkpointAt = (state: SessionState, step: number): Checkpoint | undefined => {
  const isHandmade = state.handmadeFrom !== undefined && step >= state.handmadeFrom - 1;
  return isHandmade ? state.handmade[step] : state.checkpoints[step];
};

export function stageStart(state: SessionState, step: number): number {
  return (
    state.plan.stages.find(({ firstStep, endStep }) => step >= firstStep && step < endStep)?.firstStep ?? 0
  );
}

export function stageEnd(state: SessionState, step: number): number {
  return (
    state.plan.stages.find(({ firstStep, endStep }) => step >= firstStep && step < endStep)?.endStep ?? 0
  );
}
