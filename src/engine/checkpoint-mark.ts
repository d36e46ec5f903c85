// What a checkpoint says of itself in its history.
import { createHash, randomUUID } from 'node:crypto';
import { carriedArguments, type ImageText } from '../checkpoints/carried-values.js';
import { shortKey, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import type { Step } from '../plan/plan.js';
import { keptLines } from '../session/kept-lines.js';
import { sizeBelow, stageOf } from './stage-images.js';
import type { Workbench } from './workbench.js';

/** A state changed by hand gets a key of its own, which no later run can come to. */
export function markOf(workbench: Workbench, step: Step, handmade: boolean): CheckpointMark {
  const stage = stageOf(workbench, step.id);
  const known = handmade ? undefined : workbench.keys[step.id];
  const lines = keptLines(workbench.state(), step.id);
  return {
    key: known ?? randomKey(),
    stage: stage.name,
    line: step.line,
    handmade: known === undefined,
    milliseconds: Math.round(workbench.replayMilliseconds),
    ...(lines.length === 0 ? {} : { keptLines: lines }),
    baseLayers: sizeBelow(workbench, stage).layers,
  };
}

export const randomKey = (): string => createHash('sha256').update(randomUUID()).digest('hex');

/** The mark with what another machine has to know, where the session knows it. `text` is the checkpoint's own. */
export function addTravelMark(
  workbench: Workbench,
  step: Step,
  mark: CheckpointMark,
  { config, history }: ImageText,
): CheckpointMark {
  const { settings, state, keys } = workbench;
  const { travel, project } = settings;
  if (travel === undefined) return mark;
  const stage = stageOf(workbench, step.id);
  const { entries: below } = sizeBelow(workbench, stage);
  const steps = state()
    .plan.steps.slice(stage.firstStep, step.id + 1)
    .map(({ id, line }) => [line, shortKey(keys[id] ?? '')] as const);
  const carries = carriedArguments({ config, history: history.slice(below) }, travel.given);
  return { ...mark, travel: { project, below, steps, bases: travel.bases, carries } };
}
