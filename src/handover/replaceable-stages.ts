import type { Plan, PlannedStage } from '../plan/plan.js';
import type { ResumeCut } from '../session/resume-cut.js';

export interface ReplacedStage {
  readonly name: string;
  readonly image: string;
}

/**
 * The finished stages, where a build context can stand for each of them; undefined if the cut is within a stage, or
 * for a stage that has no name, is the target, or has others built from it: those take over arguments and triggers,
 * which no image holds.
 */
export function replaceableStages(plan: Plan, cut: ResumeCut): readonly ReplacedStage[] | undefined {
  if (cut.current !== undefined) return undefined;
  const finished = plan.stages.filter(({ index }) => cut.stages[index] !== undefined);
  if (!finished.every((stage) => canBeReplaced(plan, stage))) return undefined;
  return finished.map(({ name, index }) => ({ name, image: cut.stages[index] ?? '' }));
}

function canBeReplaced({ stages }: Plan, { index, name }: PlannedStage): boolean {
  const hasName = name !== String(index);
  const hasHeirs = stages.some(({ base }) => base.type === 'stage' && base.index === index);
  return hasName && !hasHeirs && stages.at(-1)?.index !== index;
}
