// What a failed step left: the live container, or one made of what came from the machine where it failed.
import { openLive } from './live-container.js';
import { reviveLive } from './revive.js';
import { findCheckpointImage, stageOf } from './stage-images.js';
import type { LiveContainer, Workbench } from './workbench.js';

/** Undefined where nothing is left. */
export async function openWreck(
  workbench: Workbench,
  step: number,
  signal: AbortSignal,
): Promise<LiveContainer | undefined> {
  await reviveLive(workbench);
  // One that is not dirty holds another state: the step failed before it began.
  if (workbench.live?.isDirty === true) return workbench.live;
  const { wreck } = workbench.settings;
  const hasFailed = workbench.state().failure?.step === step;
  if (wreck?.step !== step || !hasFailed) return undefined;
  const image = await findCheckpointImage(workbench, wreck.image, signal);
  const { index: stage } = stageOf(workbench, step);
  const base = { step: step - 1, image };
  const opened = await openLive(workbench, { stage, base, isHandmade: false }, signal);
  opened.isDirty = true;
  return opened;
}
