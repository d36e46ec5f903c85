// The state of the live container as an image, so that another container can go on from it.
import { executedSteps } from './executed-steps.js';
import { historyOf, withoutMark } from './history.js';
import { enterContainer } from './own-container/enter-container.js';
import { sweepScript } from './own-container/mount-script.js';
import type { StoredImage } from './ports.js';
import { findCheckpointImage } from './stage-images.js';
import { temporaryTag, type BaseState, type LiveContainer, type Workbench } from './workbench.js';

export interface SettledState {
  readonly base: BaseState;
  /** What the layer of the live container adds, in bytes; 0 where nothing was committed. */
  readonly bytes: number;
  /** Steps ran and nothing came of them: the engine adds no layer then, where BuildKit adds an empty one. */
  readonly lacksLayer: boolean;
}

/**
 * The state after the last step applied, as an image without a name; the base itself if nothing was written. With
 * `fillsLayer` the history counts on the empty layer that the image lacks.
 */
export async function settleState(
  workbench: Workbench,
  live: LiveContainer,
  signal: AbortSignal,
  { fillsLayer = false } = {},
): Promise<SettledState> {
  const { base, applied, savedAs } = live;
  if (!live.hasChanges) {
    const image = savedAs && (await findCheckpointImage(workbench, savedAs.tag, signal));
    return {
      base: image ? { step: savedAs.step, image } : base,
      bytes: live.unsavedBytes ?? 0,
      lacksLayer: false,
    };
  }
  const { image, hasLayer } = await commitLive(workbench, live, signal);
  const ran = executedSteps(workbench.state(), base.step, applied);
  const entries = historyOf(ran, hasLayer || fillsLayer, workbench.ports.clock.now());
  const history = [...withoutMark(base.image.history), ...entries];
  const bytes = Math.max(0, image.size - base.image.size);
  return { base: { step: applied, image: { ...image, history } }, bytes, lacksLayer: !hasLayer };
}

/** Removed with the session, where no checkpoint is made of it. */
export async function commitLive(
  workbench: Workbench,
  live: LiveContainer,
  signal: AbortSignal,
): Promise<{ image: StoredImage; hasLayer: boolean }> {
  if (live.hasLentShell === true) await enterContainer(workbench, live.id, sweepScript, signal);
  const image = await workbench.ports.containers.commit(live.id, temporaryTag(workbench), signal);
  // A commit of a container in which nothing changed adds no layer.
  return { image, hasLayer: image.layers.length > live.base.image.layers.length };
}
