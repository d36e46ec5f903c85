// A process that a command leaves in the background holds the command's outputs open, and the engine then waits two
// seconds before it says that the command has ended. In `docker build` the background process dies with the command.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlShells } from './control-shells.js';

/** First often, to see commands that end at once; then rarely. */
const firstPauses = { count: 20, milliseconds: 15 };
const pauseMilliseconds = 100;

/** Ends what a command left behind as soon as the command itself, which must be the only one, has ended. */
export async function endLeftoversAtExit(
  shells: ControlShells,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  let seen = false;
  let missed = 0;
  for (let count = 0; ; count += 1) {
    await sleep(count < firstPauses.count ? firstPauses.milliseconds : pauseMilliseconds, undefined, {
      signal,
    });
    const sees = await shells.hasCommand(container);
    if (signal.aborted) return;
    missed = seen && !sees ? missed + 1 : 0;
    // Once is not enough: the outputs of every command end a moment after it.
    if (missed > 1) return shells.endLeftovers(container);
    seen ||= sees;
  }
}
