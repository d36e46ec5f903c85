// No image has more than so many layers: that is said while there is still something to be done about it.
import { EngineError } from '../messages/errors.js';
import type { Step } from '../plan/plan.js';
import { mostLayers } from '../plan/most-layers.js';
import { writesFiles } from '../plan/writes-files.js';
import { checkpointAt, nearestCheckpoint } from '../session/reuse.js';
import { opensAnother } from './own-container/open-room.js';
import { sizeBelow, stageOf } from './stage-images.js';
import { takeCheckpoint } from './take-checkpoint.js';
import type { LiveContainer, Workbench } from './workbench.js';

/** From here on it is said, where nobody can tell how many are still to come. */
const manyLayers = mostLayers - 15;

/**
 * Before `step` is executed on `live`, the state before it. Rejects with failure `refused` if what it writes would need
 * a layer too many; the state before it then has a checkpoint, whatever the policy, for `refrom checkpoints squash`.
 */
export async function watchLayers(
  workbench: Workbench,
  live: LiveContainer,
  step: Step,
  signal: AbortSignal,
): Promise<void> {
  if (workbench.settings.engine.store !== 'graph') return;
  const layers = live.base.image.layers.length;
  // What was written before is committed first, where the step gets another container.
  const needed = layers + (live.hasChanges && opensAnother(live, step) ? 2 : 1);
  if (needed > mostLayers) {
    const before = step.id - 1;
    const isKept = checkpointAt(workbench.state(), before) !== undefined;
    // What a failed try left is not that state.
    if (!isKept && !live.isDirty)
      await takeCheckpoint(workbench, { step: before, reason: 'full', handmade: live.isHandmade }, signal);
    throw refusal(workbench, step, layers);
  }
  const warning = foretell(workbench, step, { layers, needed });
  if (warning === undefined || workbench.warnedStages.has(step.stage)) return;
  workbench.warnedStages.add(step.stage);
  workbench.emit({ type: 'problem/reported', message: warning, time: workbench.ports.clock.now() });
}

function refusal(workbench: Workbench, step: Step, layers: number): EngineError {
  const { name } = stageOf(workbench, step.id);
  const message = `stage ${name} has ${String(layers)} layers, and an image cannot have more than ${String(mostLayers)}: there is none left for what line ${String(step.line)} writes`;
  return new EngineError('execute the step', 'refused', message, { hint: adviceFor(workbench, step) });
}

function adviceFor(workbench: Workbench, step: Step): string {
  const checkpoint = nearestCheckpoint(workbench.state(), step.id - 1);
  const command = 'refrom checkpoints squash';
  if (checkpoint === undefined) {
    const { base } = stageOf(workbench, step.id);
    const image = base.type === 'image' ? base.reference : 'IMAGE';
    return `the base image has them: ${command} --from scratch ${image} NAME joins them, then begin the stage FROM NAME`;
  }
  // Joining what lies above the base helps only where that is most of it.
  const isBaseDeep = sizeBelow(workbench, stageOf(workbench, step.id)).layers > mostLayers / 2;
  const from = isBaseDeep ? '--from scratch ' : '';
  return `join them and run the same command again: ${command} ${from}${checkpoint.image}`;
}

interface LayerCount {
  readonly layers: number;
  /** With what the step writes. */
  readonly needed: number;
}

/** With a layer for each step it is known where the stage will stop. */
function foretell(workbench: Workbench, step: Step, { layers, needed }: LayerCount): string | undefined {
  const { name, endStep } = stageOf(workbench, step.id);
  const limit = String(mostLayers);
  if (workbench.settings.policy === 'every') {
    const left = workbench.state().plan.steps.slice(step.id, endStep).filter(writesFiles);
    const stop = left[mostLayers - layers];
    if (stop === undefined) return undefined;
    return `stage ${name} comes to ${String(layers + left.length)} layers with --checkpoint every, and an image can have ${limit}: it will stop before line ${String(stop.line)}, where refrom checkpoints squash helps; --checkpoint auto makes fewer`;
  }
  if (needed < manyLayers) return undefined;
  return `stage ${name} has ${String(needed)} of the ${limit} layers that an image can have; refrom checkpoints squash joins those of a checkpoint`;
}
