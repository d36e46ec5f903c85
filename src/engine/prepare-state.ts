// Makes the live container hold the state before a step: as it is, from a checkpoint, or by replay.
import { writesFiles } from '../plan/writes-files.js';
import { executeStep } from './execute/execute-step.js';
import { executedSteps } from './executed-steps.js';
import { openLive } from './live-container.js';
import { findBaseState, stageOf } from './stage-images.js';
import type { LiveContainer, Workbench } from './workbench.js';

/**
 * The live container in the state before `step`. A dirty one is never taken; the nearest checkpoint is, and the steps
 * between are executed again, silently, which the checkpoint policy keeps within the replay budget.
 */
export async function prepareState(
  workbench: Workbench,
  step: number,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const stage = stageOf(workbench, Math.min(step, workbench.state().plan.steps.length - 1));
  const last = lastFileStep(workbench, stage.firstStep, step);
  const isHandmade = step >= (workbench.state().handmadeFrom ?? Infinity);
  const { live } = workbench;
  const fits =
    live !== undefined && !live.isDirty && live.isHandmade === isHandmade && live.stage === stage.index;
  if (fits && live.applied >= last && live.applied < step) return live;
  const { clock } = workbench.ports;
  const begun = clock.elapsed();
  const base = await findBaseState(workbench, step - 1, signal);
  const fresh = await openLive(workbench, { stage: stage.index, base, isHandmade }, signal);
  workbench.replayMilliseconds = 0;
  const { live: restored, replayed } = await replay(workbench, fresh, step, signal);
  const milliseconds = Math.round(clock.elapsed() - begun);
  const image = base.image.reference;
  workbench.emit({ type: 'state/restored', step, image, replayed, milliseconds, time: clock.now() });
  return restored;
}

/** The last step before `step` that writes files; the stage's first step stands for its base. */
function lastFileStep(workbench: Workbench, first: number, step: number): number {
  const last = executedSteps(workbench.state(), first, step - 1).findLast(writesFiles);
  return last?.id ?? first;
}

async function replay(
  workbench: Workbench,
  fresh: LiveContainer,
  step: number,
  signal: AbortSignal,
): Promise<{ live: LiveContainer; replayed: number }> {
  let live = fresh;
  let replayed = 0;
  for (const each of executedSteps(workbench.state(), fresh.base.step, step - 1)) {
    if (!writesFiles(each)) continue;
    const begun = workbench.ports.clock.elapsed();
    await executeStep(workbench, live, each, () => undefined, signal);
    live = workbench.live ?? live;
    workbench.replayMilliseconds += workbench.ports.clock.elapsed() - begun;
    replayed += 1;
  }
  return { live, replayed };
}
