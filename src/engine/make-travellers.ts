// A failed build as images for another machine: the last good state, what the step left, and finished stages.
import { readMark, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import type { TravelMark } from '../checkpoints/travel-mark.js';
import type { ImageConfig } from '../plan/image-config.js';
import type { Step } from '../plan/plan.js';
import { configOf } from '../plan/state/configuration.js';
import type { Travellers } from '../session/events.js';
import { requiredStages } from '../session/required-stages.js';
import { checkpointAt } from '../session/reuse.js';
import type { Failure } from '../session/state.js';
import { addTravelMark, markOf, randomKey } from './checkpoint-mark.js';
import { historyOf, markEntry, withoutMark } from './history.js';
import type { HistoryEntry, StoredImage } from './ports.js';
import { prepareState } from './prepare-state.js';
import { commitLive } from './settle-state.js';
import { findBaseState, findCheckpointImage, stageOf, stepOf } from './stage-images.js';
import { takeCheckpoint } from './take-checkpoint.js';
import type { Workbench } from './workbench.js';

/** Tags that are good while this process lives; who asked for the images removes them. */
export async function makeTravellers(
  workbench: Workbench,
  failure: Failure,
  signal: AbortSignal,
): Promise<Travellers> {
  const failed = stepOf(workbench, failure.step);
  const wreck = await makeWreck(workbench, failed, failure, signal);
  await keepStateBefore(workbench, failed.id, signal);
  const stages = await makeStages(workbench, failed, signal);
  const alongside = { wreck: wreck !== undefined, stages: stages.map(({ name }) => name) };
  const state = await makeState(workbench, failed, alongside, signal);
  return { state: state ?? null, wreck: wreck ?? null, stages };
}

/** Running again what happened since the last checkpoint is cheap here, and may not be possible elsewhere. */
async function keepStateBefore(workbench: Workbench, step: number, signal: AbortSignal): Promise<void> {
  const isFirst = stageOf(workbench, step).firstStep === step - 1;
  if (isFirst || checkpointAt(workbench.state(), step - 1) !== undefined) return;
  await prepareState(workbench, step, signal);
  // As at the end of a stage: whatever the policy.
  await takeCheckpoint(workbench, { step: step - 1, reason: 'stage-end', handmade: false }, signal);
}

/** Undefined for a stage from scratch in which nothing was kept: an image without layers goes nowhere. */
async function makeState(
  workbench: Workbench,
  failed: Step,
  alongside: TravelMark['alongside'],
  signal: AbortSignal,
): Promise<string | undefined> {
  const { step: id, image } = await findBaseState(workbench, failed.id - 1, signal);
  if (image.layers.length === 0) return undefined;
  const known = readMark(image.history.at(-1)?.comment);
  const step = stepOf(workbench, id);
  const { OnBuild, ...config } = known === undefined ? configOf(step.after) : image.config;
  const mark = known ?? markOf(workbench, step, false);
  return make(
    workbench,
    { image, step, mark, config, history: withoutMark(image.history), alongside },
    signal,
  );
}

/** Undefined where the step left nothing. */
async function makeWreck(
  workbench: Workbench,
  failed: Step,
  { exitCode, message }: Failure,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { live, keys, state } = workbench;
  if (live?.isDirty !== true) return undefined;
  const { image, hasLayer } = await commitLive(workbench, live, signal);
  if (image.layers.length === 0) return undefined;
  const ran = state().plan.steps.slice(live.base.step + 1, failed.id + 1);
  const history = [
    ...withoutMark(live.base.image.history),
    ...historyOf(ran, hasLayer, workbench.ports.clock.now()),
  ];
  const { OnBuild, ...config } = configOf(stepOf(workbench, failed.id - 1).after);
  const mark: CheckpointMark = {
    key: randomKey(),
    stage: stageOf(workbench, failed.id).name,
    line: failed.line,
    handmade: true,
    milliseconds: 0,
    wreck: { on: keys[failed.id - 1] ?? '', exitCode, message },
  };
  return make(workbench, { image, step: failed, mark, config, history }, signal);
}

/** Those that what is left of the build still takes files from. */
async function makeStages(
  workbench: Workbench,
  failed: Step,
  signal: AbortSignal,
): Promise<{ name: string; image: string }[]> {
  const state = workbench.state();
  const required = requiredStages(state.plan, state.checkpoints);
  const made: { name: string; image: string }[] = [];
  for (const { index, name, endStep } of state.plan.stages) {
    const end = index === failed.stage ? undefined : checkpointAt(state, endStep - 1);
    if (end === undefined || !required.has(index)) continue;
    const image = await findCheckpointImage(workbench, end.image, signal);
    const mark = readMark(image.history.at(-1)?.comment);
    if (mark === undefined) continue;
    const { config } = image;
    const parts = { image, step: stepOf(workbench, endStep - 1), mark, config };
    made.push({
      name,
      image: await make(workbench, { ...parts, history: withoutMark(image.history) }, signal),
    });
  }
  return made;
}

interface Parts {
  readonly image: StoredImage;
  readonly step: Step;
  readonly mark: CheckpointMark;
  readonly config: ImageConfig;
  readonly history: readonly HistoryEntry[];
  readonly alongside?: TravelMark['alongside'];
}

async function make(
  workbench: Workbench,
  { image, step, mark, config, history, alongside }: Parts,
  signal: AbortSignal,
): Promise<string> {
  const { travel, ...rest } = addTravelMark(workbench, step, mark, { config, history });
  const marked = {
    ...rest,
    ...(travel === undefined ? {} : { travel: { ...travel, ...(alongside && { alongside }) } }),
  };
  const { author, layers, platform, created } = image;
  const tag = `${workbench.settings.containerPrefix}travellers:${String(workbench.nextContainer)}`;
  workbench.nextContainer += 1;
  await workbench.ports.images.create(
    {
      config,
      history: [...history, markEntry(marked, created)],
      layers,
      platform,
      created,
      tags: [tag],
      ...(author === undefined ? {} : { author }),
      layersOf: image.id,
    },
    signal,
  );
  return tag;
}
