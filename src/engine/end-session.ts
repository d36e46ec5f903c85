// The end of a session: what failed is said, the wreck kept where asked, everything else of ours removed.
import { nearestCheckpoint } from '../session/reuse.js';
import { keepWreck } from './keep-wreck.js';
import { cleanUp } from './clean-up.js';
import { makeTravellers } from './make-travellers.js';
import type { Workbench } from './workbench.js';

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
