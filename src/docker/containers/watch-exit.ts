// A process that a command leaves in the background holds the command's outputs open, and the engine then waits two
// seconds before it says that the command has ended. In `docker build` the background process dies with the command.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlShells } from './control-shells.js';

/** Most commands are over before; looking has its cost in the container. */
const firstPauseMilliseconds = 80;
/** Afterwards a share of the time that the command has taken. */
const pauses = { share: 0.1, least: 20, most: 400 };

/** Ends what a command left behind as soon as the command itself, which must be the only one, has ended. */
export async function endLeftoversAtExit(
  shells: Pick<ControlShells, 'look' | 'endLeftovers'>,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  let orphaned = 0;
  for (let pause = firstPauseMilliseconds; ; pause = nextPause(performance.now() - begun)) {
    await sleep(pause, undefined, { signal });
    const sight = await shells.look(container);
    if (signal.aborted) return;
    orphaned = sight === 'orphan' ? orphaned + 1 : 0;
    // A command that ends takes its own processes with it, a moment later.
    if (orphaned > 1) return shells.endLeftovers(container);
  }
}

const nextPause = (elapsed: number): number =>
  Math.min(pauses.most, Math.max(pauses.least, elapsed * pauses.share));
