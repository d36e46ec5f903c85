// The state before a failed step, in a container of its own, while the wreck stays as it is.
import { dropLive } from '../live-container.js';
import { holdCaches } from '../own-container/hold-caches.js';
import { releaseCaches } from '../own-container/release-caches.js';
import type { Workbench } from '../workbench.js';

/** What `look` makes the live container is thrown away afterwards. */
export async function besideWreck<Result>(
  workbench: Workbench,
  look: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const { live: wreck, replayMilliseconds } = workbench;
  const heldCaches = wreck?.own?.holdsCaches === true;
  workbench.aside = wreck;
  workbench.live = undefined;
  try {
    // Nothing writes to them there now, and the look would wait for them for ever.
    if (wreck !== undefined) await releaseCaches(workbench, wreck);
    return await look();
  } finally {
    dropLive(workbench);
    workbench.live = wreck;
    workbench.aside = undefined;
    workbench.replayMilliseconds = replayMilliseconds;
    if (wreck !== undefined && heldCaches) await holdCaches(workbench, wreck, sayTo(workbench), signal);
  }
}

const sayTo =
  ({ emit, ports }: Workbench) =>
  (message: string): void => {
    emit({ type: 'problem/reported', message, time: ports.clock.now() });
  };
