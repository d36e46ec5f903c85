// `--at` to the step before which a session is to stand.
import { UsageError } from '../messages/errors.js';
import type { Plan, PlannedStage } from '../plan/plan.js';
import { findStageNamed } from '../session/read-breakpoint.js';
import { readBreakpointPlace } from '../syntax/values/breakpoint-place.js';

export interface Place {
  /** The step; the number of steps where it is the first that fails. */
  readonly goal: number;
  readonly isFailure: boolean;
}

/** Triggers stand on the line of their FROM. */
export function readPlace(text: string, plan: Plan): Place {
  const flag = `--at ${text}`;
  const place = readBreakpointPlace(text);
  if (place?.type === 'fail') return { goal: plan.steps.length, isFailure: true };
  if (place?.type !== 'line' && place?.type !== 'stage-line')
    throw new UsageError(`${flag}: expected LINE, STAGE:LINE or fail`);
  const stage = place.type === 'stage-line' ? findStage(flag, place.stage, plan) : undefined;
  const there = plan.steps
    .slice(stage?.firstStep, stage?.endStep)
    .filter(({ line, endLine }) => place.line >= line && place.line <= endLine);
  const step = there.find(({ action }) => action.type !== 'from');
  if (step !== undefined) return { goal: step.id, isFailure: false };
  if (there.length > 0)
    throw new UsageError(`${flag}: there is no state before FROM`, 'name the line of a step behind it');
  throw new UsageError(
    `${flag}: no step of this build stands there`,
    `its steps are on the lines ${linesOf(plan)}; --target builds another stage`,
  );
}

function findStage(flag: string, name: string, plan: Plan): PlannedStage {
  const found = findStageNamed(plan, name);
  if ('problem' in found) throw new UsageError(`${flag}: ${found.problem}`, found.hint);
  return found;
}

const linesOf = ({ steps }: Plan): string => {
  const behindFrom = steps.filter(({ action }) => action.type !== 'from');
  return [...new Set(behindFrom.map(({ line }) => line))].join(', ');
};
