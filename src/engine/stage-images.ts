// The image that holds a state: of a stage's base, of a checkpoint, of a finished stage.
import { BugError, EngineError } from '../messages/errors.js';
import type { PlannedStage, Step } from '../plan/plan.js';
import { checkpointAt, nearestCheckpoint } from '../session/reuse.js';
import type { SessionState } from '../session/state.js';
import { findBaseImage, sizeOfBase } from './find-base-image.js';
import { findFolderImage } from './find-folder-image.js';
import type { StoredImage } from './ports.js';
import { recheckSources } from './recheck-sources.js';
import type { BaseState, Workbench } from './workbench.js';
import { downFrom, stageAt, stageOf as findStage } from '../plan/find-stage.js';

export function stepOf(workbench: Workbench, id: number): Step {
  const step = workbench.state().plan.steps[id];
  if (step === undefined) throw new BugError(`there is no step ${String(id)}`);
  return step;
}

export function stageOf(workbench: Workbench, step: number): PlannedStage {
  const stage = findStage(workbench.state().plan, { id: step });
  if (stage === undefined) throw new BugError(`step ${String(step)} belongs to no stage`);
  return stage;
}

/** The nearest state at or before the one after `step`, in its stage, that an image holds, by what `state` knows of them. */
export async function findBaseState(
  workbench: Workbench,
  step: number,
  signal: AbortSignal,
  state: SessionState = workbench.state(),
): Promise<BaseState> {
  const checkpoint = nearestCheckpoint(state, step);
  if (checkpoint !== undefined) {
    return { step: checkpoint.step, image: await findCheckpointImage(workbench, checkpoint.image, signal) };
  }
  const stage = stageOf(workbench, step);
  return { step: stage.firstStep, image: await findStageBase(workbench, stage, signal) };
}

/** What the stage's FROM names, as an image. */
export async function findStageBase(
  workbench: Workbench,
  stage: PlannedStage,
  signal: AbortSignal,
): Promise<StoredImage> {
  const { base } = stage;
  switch (base.type) {
    case 'scratch':
      return emptyImage(stage.platform);
    case 'stage':
      return findStageEnd(workbench, base.index, signal);
    case 'image':
      return findBaseImage(workbench, base, signal);
    case 'folder': {
      const image = await findFolderImage(workbench, base.name, stage.platform, signal);
      await recheckSources(workbench, stepOf(workbench, stage.firstStep), signal);
      return image;
    }
  }
}

/** Of the image of an earlier build that the stage stands on, whichever stages of this one lie between. */
export function sizeBelow(workbench: Workbench, stage: PlannedStage): ReturnType<typeof sizeOfBase> {
  const { base } = [...downFrom(workbench.state().plan, stage)].at(-1) ?? stage;
  if (base.type === 'image') return sizeOfBase(workbench, base);
  return base.type === 'folder' ? { layers: 1, entries: 1 } : { layers: 0, entries: 0 };
}

/** The image of a finished stage: the checkpoint at its end, or its base where it has no steps of its own. */
export async function findStageEnd(
  workbench: Workbench,
  index: number,
  signal: AbortSignal,
): Promise<StoredImage> {
  const state = workbench.state();
  for (const stage of downFrom(state.plan, stageAt(state.plan, index))) {
    const checkpoint = checkpointAt(state, stage.endStep - 1);
    if (checkpoint !== undefined) return findCheckpointImage(workbench, checkpoint.image, signal);
    if (stage.endStep > stage.firstStep + 1)
      throw new EngineError('find the stage', 'refused', `the end of stage ${stage.name} is kept nowhere`, {
        hint: `go back to the stage (h with the cursor on its first step) and run it; nothing needed it until now`,
      });
    if (stage.base.type !== 'stage') return findStageBase(workbench, stage, signal);
  }
  throw new BugError(`stage ${String(index)} is not in the plan`);
}

export async function findCheckpointImage(
  workbench: Workbench,
  tag: string,
  signal: AbortSignal,
): Promise<StoredImage> {
  const image = workbench.taken.get(tag) ?? (await workbench.ports.images.find(tag, signal));
  if (image !== undefined) return image;
  throw new EngineError('inspect image', 'not-found', `checkpoint ${tag} was removed while it was in use`, {
    hint: 'run the same command again: what can be reused is looked up anew',
  });
}

const emptyImage = (platform: string): StoredImage => ({
  reference: 'scratch',
  id: '',
  config: {},
  platform,
  tags: [],
  layers: [],
  history: [],
  size: 0,
  created: '1970-01-01T00:00:00Z',
});
