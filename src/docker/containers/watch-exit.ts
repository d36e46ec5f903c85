// A process that a command leaves in the background holds the command's outputs open, and the engine then waits two
// seconds before it says that the command has ended. In `docker build` the background process dies with the command.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlShells } from './control-shells.js';

/** Most commands are over before; looking has its cost in the container. */
const firstPauseMilliseconds = 80;
/** Afterwards a share of the time that the command has taken. */
const pauses = { share: 0.1, least: 20, most: 400 };

export interface WatchedCommand {
  readonly container: string;
  hasStarted(): Promise<boolean>;
}

/** Ends what a command left behind as soon as the command itself, which must be the only one, has ended. */
export async function endLeftoversAtExit(
  shells: ControlShells,
  { container, hasStarted }: WatchedCommand,
  signal: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  let started = false;
  let missed = 0;
  for (let pause = firstPauseMilliseconds; ; pause = nextPause(performance.now() - begun)) {
    await sleep(pause, undefined, { signal });
    const sees = await shells.hasCommand(container);
    started ||= sees || (await hasStarted());
    if (signal.aborted) return;
    missed = started && !sees ? missed + 1 : 0;
    // Once is not enough: the outputs of every command end a moment after it.
    if (missed > 1) return shells.endLeftovers(container);
  }
}

const nextPause = (elapsed: number): number =>
  Math.min(pauses.most, Math.max(pauses.least, elapsed * pauses.share));
