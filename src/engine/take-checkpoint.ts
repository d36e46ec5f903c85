// A checkpoint: the state after a step as an image with the step's configuration and an honest history.
import { checkpointTag, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import { freshContainerBytes, shouldCheckpoint, type CheckpointReason } from '../checkpoints/policy.js';
import type { Step } from '../plan/plan.js';
import { configOf } from '../plan/state/configuration.js';
import { checkpointAt } from '../session/reuse.js';
import { addTravelMark, markOf } from './checkpoint-mark.js';
import { executedSteps, stepsBehind } from './executed-steps.js';
import { historyOf, markEntry, renewArguments, withoutMark } from './history.js';
import { joinStage } from './join-stage.js';
import { dropLive, retireLive } from './live-container.js';
import type { ImageDraft } from './ports.js';
import { lastFileStepAt, liveAfter, prepareStateAfter } from './prepare-state.js';
import { settleState, type SettledState } from './settle-state.js';
import { findBaseState, stageOf, stepOf } from './stage-images.js';
import { nameAnew } from './temporary-images.js';
import type { BaseState, LiveContainer, Workbench } from './workbench.js';

export interface CheckpointOrder {
  readonly step: number;
  readonly reason: CheckpointReason;
  readonly handmade: boolean;
}

/** Takes the checkpoint if the policy wants it. */
export async function takeCheckpoint(
  workbench: Workbench,
  order: CheckpointOrder,
  signal: AbortSignal,
): Promise<void> {
  if (!(await isWanted(workbench, order))) return;
  const { ports, emit } = workbench;
  const begun = ports.clock.elapsed();
  const step = stepOf(workbench, order.step);
  const mark = markOf(workbench, step, order.handmade);
  const image = checkpointTag(workbench.settings.project, mark);
  const { base, bytes, lacksLayer, holder } = await holdState(workbench, step, signal);
  await nameAnew(workbench, image, signal);
  const draft = { ...draftOf(workbench, step, base, { mark, tags: [image] }), addsEmptyLayer: lacksLayer };
  const created = await ports.images.create(draft, signal);
  const isWhole = workbench.settings.policy === 'never' && order.reason === 'stage-end';
  const joined = isWhole ? await joinStage(workbench, step, { draft, id: created }, signal) : undefined;
  const id = joined?.id ?? created;
  workbench.checkpointIds.add(id);
  if (!lacksLayer && joined === undefined)
    workbench.taken.set(image, { ...draft, id, reference: image, size: base.image.size });
  markSaved(holder, { step: step.id, tag: image });
  if (workbench.live === undefined || !isUnsaved(workbench.live)) workbench.replayMilliseconds = 0;
  const milliseconds = Math.round(ports.clock.elapsed() - begun);
  workbench.checkpointMilliseconds = milliseconds;
  const byHand = order.handmade ? { handmade: true } : {};
  emit({
    type: 'checkpoint/taken',
    step: step.id,
    image,
    milliseconds,
    bytes: joined?.bytes ?? bytes,
    ...byHand,
    time: ports.clock.now(),
  });
  // A commit holds all since its container was created: for layers of their own, each step needs a container.
  const isOwnLayer = workbench.settings.policy === 'every' || lacksLayer;
  if (bytes > freshContainerBytes) dropLive(workbench);
  else if (isOwnLayer) retireLive(workbench);
}

function markSaved(live: LiveContainer | undefined, saved: LiveContainer['savedAs']): void {
  if (live === undefined || !isUnsaved(live)) return;
  live.hasChanges = false;
  delete live.unsavedBytes;
  live.savedAs = saved;
}

async function isWanted(workbench: Workbench, { step, reason, handmade }: CheckpointOrder): Promise<boolean> {
  const state = workbench.state();
  // After FROM the state is the base image itself.
  if (state.plan.steps[step]?.action.type === 'from' && !handmade) return false;
  if (checkpointAt(state, step) !== undefined && !handmade) return false;
  const { policy, replayBudgetMilliseconds } = workbench.settings;
  const { live } = workbench;
  const hasChanges = live !== undefined && isUnsaved(live);
  const mayDepend = policy === 'auto' && reason === 'passing' && hasChanges;
  return shouldCheckpoint({
    policy,
    reason,
    replayMilliseconds: workbench.replayMilliseconds,
    replayBudgetMilliseconds,
    checkpointMilliseconds: workbench.checkpointMilliseconds,
    hasChanges,
    isNextRisky: mayDepend && (await isRisky(workbench, state.plan.steps[step + 1])),
  });
}

/** Likely to fail or to be long: the state before it is worth more than its own cost. */
async function isRisky({ ports, state }: Workbench, step: Step | undefined): Promise<boolean> {
  if (step === undefined) return false;
  if (state().reasons[step.id]?.some(({ type }) => type === 'failed') === true) return true;
  if (step.action.type !== 'run') return false;
  return ports.isRisky(step.action.script ?? step.action.command.join(' '));
}

interface HeldState extends SettledState {
  /** The live container, where the state is of it: it may as well hold another one, of which nothing is kept here. */
  readonly holder?: LiveContainer;
}

/** The file system of the state after `step` as layers of the engine's, with the history of its steps. */
async function holdState(workbench: Workbench, step: Step, signal: AbortSignal): Promise<HeldState> {
  const settle = async (holder: LiveContainer): Promise<HeldState> => ({
    ...(await settleState(workbench, holder, signal, { fillsLayer: true })),
    holder,
  });
  const live = liveAfter(workbench, step.id);
  if (live !== undefined && isUnsaved(live)) return settle(live);
  const base = await findBaseState(workbench, step.id, signal);
  if (base.step >= lastFileStepAt(workbench, step.id)) return { base, bytes: 0, lacksLayer: false };
  // Neither a container nor an image: the step changed the configuration only, and what came before it was left or lost.
  return settle(await prepareStateAfter(workbench, step.id, signal));
}

const isUnsaved = (live: LiveContainer): boolean => live.hasChanges || live.unsavedBytes !== undefined;

function draftOf(
  workbench: Workbench,
  step: Step,
  { step: held, image }: BaseState,
  { mark, tags }: { mark: CheckpointMark; tags: readonly string[] },
): ImageDraft {
  const created = workbench.ports.clock.now();
  // ONBUILD would fire at once in a Dockerfile resumed from here; the resume writes those of this file again.
  const { OnBuild, ...config } = configOf(step.after);
  // What comes after the last step that wrote files changes the configuration only.
  const state = workbench.state();
  const entries = historyOf(executedSteps(state, held, step.id), false, created);
  const history = [...renewArguments(withoutMark(image.history), stepsBehind(state, held)), ...entries];
  return {
    config,
    history: [...history, markEntry(addTravelMark(workbench, step, mark, { config, history }), created)],
    layers: image.layers,
    platform: stageOf(workbench, step.id).platform,
    created,
    ...(step.after.author === undefined ? {} : { author: step.after.author }),
    tags,
    ...(image.id === '' ? {} : { layersOf: image.id }),
  };
}
