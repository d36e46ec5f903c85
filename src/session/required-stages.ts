// Which stages must hold a state of their own: not those whose only users are themselves reused.
import { originsOf } from '../plan/action.js';
import type { Plan, PlannedStage } from '../plan/plan.js';
import type { Checkpoint } from './state.js';

type Checkpoints = Readonly<Record<number, Checkpoint>>;

/**
 * Numbers of the stages that are needed given these checkpoints: the target, and what a needed stage still builds on
 * or copies from. With a `goal`, what the state before that step needs. A stage that is not among them is as good as done, as in BuildKit, where nobody asks for it.
 */
export function requiredStages(
  plan: Plan,
  checkpoints: Checkpoints,
  goal = plan.steps.length,
): ReadonlySet<number> {
  const required = new Set<number>();
  const byIndex = new Map(plan.stages.map((stage) => [stage.index, stage]));
  const visit = (stage: PlannedStage | undefined): void => {
    if (stage === undefined || required.has(stage.index)) return;
    required.add(stage.index);
    for (const index of stillUsed(plan, stage, checkpoints, goal)) visit(byIndex.get(index));
  };
  visit(plan.stages.find(({ firstStep, endStep }) => goal > firstStep && goal <= endStep));
  return required;
}

function stillUsed(plan: Plan, stage: PlannedStage, checkpoints: Checkpoints, goal: number): number[] {
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
