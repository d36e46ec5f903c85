// Which stages must hold a state of their own: not those whose only users are themselves reused.
import { originsOf } from '../plan/action.js';
import { walkDepthFirst } from '../plan/depth-first.js';
import { stageAt } from '../plan/find-stage.js';
import type { Plan, PlannedStage } from '../plan/plan.js';
import type { Checkpoint } from './state.js';

type Checkpoints = Readonly<Record<number, Checkpoint>>;

/**
 * Numbers of the stages that are needed given these checkpoints: the target, and what a needed stage still builds on
 * or copies from. With a `goal`, what the state before that step needs. A stage that is not among them is as good as
 * done, as in BuildKit, where nobody asks for it.
 */
export function requiredStages(
  plan: Plan,
  checkpoints: Checkpoints,
  goal = plan.steps.length,
): ReadonlySet<number> {
  const last = plan.stages.find(({ firstStep, endStep }) => goal > firstStep && goal <= endStep);
  const { order } = walkDepthFirst(last === undefined ? [] : [last.index], {
    edgesOf: (index) => stillUsed(plan, stageAt(plan, index), checkpoints, goal),
    targetOf: (index) => index,
  });
  return new Set(order);
}

function stillUsed(
  plan: Plan,
  stage: PlannedStage | undefined,
  checkpoints: Checkpoints,
  goal: number,
): number[] {
  if (stage === undefined) return [];
  const frontier = lastCheckpoint(stage, checkpoints);
  const base = stage.base.type === 'stage' && frontier === undefined ? [stage.base.index] : [];
  const open = plan.steps.slice((frontier ?? stage.firstStep) + 1, Math.min(stage.endStep, goal));
  return [
    ...base,
    ...open
      .flatMap(({ action }) => originsOf(action))
      .flatMap((origin) => (origin.type === 'stage' ? [origin.index] : [])),
  ];
}

/** The furthest step of the stage that a checkpoint stands at. */
function lastCheckpoint({ firstStep, endStep }: PlannedStage, checkpoints: Checkpoints): number | undefined {
  for (let id = endStep - 1; id >= firstStep; id -= 1) if (checkpoints[id] !== undefined) return id;
  return undefined;
}
