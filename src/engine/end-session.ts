// The end of a session: what failed is said, the wreck kept where asked, everything else of ours removed.
import { nearestCheckpoint } from '../session/reuse.js';
import { cleanUp } from './live-container.js';
import { makeTravellers } from './make-travellers.js';
import { stageOf } from './stage-images.js';
import type { Workbench } from './workbench.js';

/** Names of kept wrecks; containers with this prefix are never removed by us. */
export const wreckPrefix = 'refrom-wreck-';

export async function endSession(workbench: Workbench, signal: AbortSignal): Promise<void> {
  const { failure } = workbench.state();
  const travellers =
    failure === undefined || workbench.settings.makesTravellers !== true
      ? undefined
      : await makeTravellers(workbench, failure, signal);
  const wreck = failure === undefined ? undefined : await keepWreck(workbench, failure.step);
  await cleanUp(workbench, wreck?.id);
  if (failure === undefined) return;
  const { step, exitCode } = failure;
  const state = workbench.state();
  workbench.emit({
    type: 'session/failed',
    step,
    line: state.plan.steps[step]?.line ?? 0,
    exitCode,
    checkpoint: nearestCheckpoint(state, step - 1)?.image ?? null,
    wreck: wreck?.name ?? null,
    ...(travellers === undefined ? {} : { travellers }),
    time: workbench.ports.clock.now(),
  });
}

/** A name of its own takes the container out of reach of the clean-up, this one and later ones. */
async function keepWreck(
  workbench: Workbench,
  step: number,
): Promise<{ id: string; name: string } | undefined> {
  const { live, settings, ports } = workbench;
  if (!settings.keepWreck || live?.isDirty !== true) return undefined;
  const line = workbench.state().plan.steps[step]?.line ?? 0;
  const stage = stageOf(workbench, step).name;
  const name = `${wreckPrefix}${settings.project}-${stage}-L${String(line)}-${live.id.slice(0, 8)}`;
  await ports.containers.rename(live.id, name);
  return { id: live.id, name };
}
