// Makes the live container hold the state before a step: as it is, from a checkpoint, or by replay.
import { EngineError } from '../messages/errors.js';
import type { PlannedStage, Step } from '../plan/plan.js';
import { writesFiles } from '../plan/writes-files.js';
import { executeStep } from './execute/execute-step.js';
import { executedSteps } from './executed-steps.js';
import { dropLive, openLive } from './live-container.js';
import { reviveLive } from './revive.js';
import { findBaseState, stageOf } from './stage-images.js';
import type { LiveContainer, Workbench } from './workbench.js';

/**
 * The live container in the state before `step`. A dirty one is never taken; the nearest checkpoint is, and the steps
 * between are executed again, silently, which the checkpoint policy keeps within the replay budget.
 */
export function prepareState(
  workbench: Workbench,
  step: number,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const stage = stageOf(workbench, Math.min(step, workbench.state().plan.steps.length - 1));
  return makeState(workbench, stage, step, signal);
}

/** The same of the state after `step`, which may be the last of its stage. */
export const prepareStateAfter = (
  workbench: Workbench,
  step: number,
  signal: AbortSignal,
): Promise<LiveContainer> => makeState(workbench, stageOf(workbench, step), step + 1, signal);

/** The container, if it holds the state after `step` as it is: nothing half done, nothing missing, nothing by hand but what belongs there. */
export function liveAfter(workbench: Workbench, step: number): LiveContainer | undefined {
  const { live } = workbench;
  return live !== undefined && holdsState(workbench, live, stageOf(workbench, step), step + 1)
    ? live
    : undefined;
}

/** The last step up to `step` that writes files; the stage's first step stands for its base. */
export const lastFileStepAt = (workbench: Workbench, step: number): number =>
  lastFileStep(workbench, stageOf(workbench, step).firstStep, step + 1);

function holdsState(
  workbench: Workbench,
  live: LiveContainer,
  { index, firstStep }: PlannedStage,
  step: number,
): boolean {
  const isHandmade = step >= (workbench.state().handmadeFrom ?? Infinity);
  if (live.isDirty || live.isHandmade !== isHandmade || live.stage !== index) return false;
  return live.applied >= lastFileStep(workbench, firstStep, step) && live.applied < step;
}

async function makeState(
  workbench: Workbench,
  stage: PlannedStage,
  step: number,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const isHandmade = step >= (workbench.state().handmadeFrom ?? Infinity);
  const held = await findHeld(workbench, stage, step);
  if (held !== undefined) return held;
  const { clock } = workbench.ports;
  const begun = clock.elapsed();
  const base = await findBaseState(workbench, step - 1, signal);
  const fresh = await openLive(workbench, { stage: stage.index, base, isHandmade }, signal);
  workbench.replayMilliseconds = 0;
  const { live: restored, replayed } = await replay(workbench, fresh, step, signal).catch(
    (error: unknown) => {
      // Half of it is of no use to anybody, and others may wait for the caches that it holds.
      dropLive(workbench);
      throw error;
    },
  );
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

/** The live container, if it holds the state, and runs or could be started again. */
async function findHeld(
  workbench: Workbench,
  stage: PlannedStage,
  step: number,
): Promise<LiveContainer | undefined> {
  if (workbench.live?.isDirty === true) dropLive(workbench);
  await reviveLive(workbench);
  const { live } = workbench;
  return live !== undefined && holdsState(workbench, live, stage, step) ? live : undefined;
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
    const exitCode = await executeStep(workbench, live, each, () => undefined, signal);
    if (exitCode !== 0) throw hasFailed(each, exitCode);
    live = workbench.live ?? live;
    workbench.replayMilliseconds += workbench.ports.clock.elapsed() - begun;
    replayed += 1;
  }
  return { live, replayed };
}

/** It went well before: at the network, or with what somebody did by hand. */
const hasFailed = ({ keyword, line }: Step, exitCode: number): EngineError =>
  new EngineError(
    'make the state again',
    'refused',
    `${keyword} on line ${String(line)}, run again to make this state, failed with exit code ${String(exitCode)}`,
    { hint: 'go back to it (u, or h with the cursor there) and run it by itself to see why' },
  );
