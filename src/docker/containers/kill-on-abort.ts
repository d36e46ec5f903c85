import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandRun } from './execute-command.js';

const pauseMilliseconds = 50;
/** When an engine does not even kill, its connection is given up. */
const patienceMilliseconds = 10_000;

/**
 * Resolves when `settled` is aborted. Kills again and again, because a command that is just being started is not yet
 * among the processes of its container.
 */
export async function killOnAbort(run: CommandRun, stream: Duplex, settled: AbortSignal): Promise<void> {
  const { connection, shells, container, signal } = run;
  if (!signal) return;
  await new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', resolve, { once: true });
    settled.addEventListener('abort', resolve, { once: true });
  });
  const giveUp = setTimeout(() => stream.destroy(), patienceMilliseconds);
  try {
    while (!settled.aborted) {
      await shells.endLeftovers(container).catch(() => connection.docker.getContainer(container).kill());
      await sleep(pauseMilliseconds, undefined, { signal: settled });
    }
  } finally {
    clearTimeout(giveUp);
  }
}
