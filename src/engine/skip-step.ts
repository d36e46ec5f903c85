// A step that is not executed: the state before it is the one after it, and made by hand from here on.
import { describeFailure } from './describe-failure.js';
import { prepareState } from './prepare-state.js';
import { stageOf, stepOf } from './stage-images.js';
import type { Workbench } from './workbench.js';

/** The state is made at once: it is what the checkpoint that comes next is taken of. */
export async function skipStep(workbench: Workbench, id: number, signal: AbortSignal): Promise<void> {
  const { emit, ports } = workbench;
  const { line, text } = stepOf(workbench, id);
  try {
    const live = await prepareState(workbench, id, signal);
    live.isHandmade = true;
  } catch (error) {
    const failure = describeFailure(error, signal, workbench);
    emit({ type: 'step/failed', step: id, line, ...failure, tail: [], time: ports.clock.now() });
    return;
  }
  const stage = stageOf(workbench, id).name;
  emit({ type: 'step/skipped', step: id, stage, line, text, time: ports.clock.now() });
}
