// What hangs on the state after a step: its own stage from there on, and what other stages take of that.
import { originsOf, type CopyOrigin, type StageBase } from '../plan/action.js';
import type { Plan, Step } from '../plan/plan.js';

/** Numbers of steps, `first` with them: all whose keys are made of its key. */
export function stepsStandingOn(plan: Plan, first: number): ReadonlySet<number> {
  const standing = new Set<number>();
  const stages = new Set<number>();
  const takesFrom = (origin: CopyOrigin | StageBase): boolean =>
    origin.type === 'stage' && stages.has(origin.index);
  for (const { index, firstStep, endStep } of plan.stages) {
    const steps = plan.steps.slice(firstStep, endStep);
    const begin = steps.findIndex((step) => step.id === first || inputsOf(step).some(takesFrom));
    if (begin === -1) continue;
    stages.add(index);
    for (const { id } of steps.slice(begin)) standing.add(id);
  }
  return standing;
}

const inputsOf = ({ action }: Step): readonly (CopyOrigin | StageBase)[] =>
  action.type === 'from' ? [action.base] : originsOf(action);
