// Containers that somebody else ended or removed, or that ended with their engine: started again, or let go of.
import { EngineError } from '../messages/errors.js';
import { dropLive, inBackground } from './live-container.js';
import type { LiveContainer, Workbench } from './workbench.js';

/**
 * Before the live container is used again. What it holds outlives its processes, so that it only has to be started; one
 * that is gone is let go of, and its state is then made again like any other. Costs nothing while all of them run.
 */
export async function reviveLive(workbench: Workbench): Promise<void> {
  await reviveCompanions(workbench);
  const { live } = workbench;
  if (live?.isStarted !== true) return;
  const standing = await reviveContainer(workbench, live.id);
  if (standing === 'running') return;
  // Mounts that were put into it went with its processes.
  if (live.own !== undefined) live.own.isReady = false;
  if (standing === 'gone') dropLive(workbench);
  const consequence =
    standing === 'revived' ? 'started again, with its files as they were' : 'made again where it is needed';
  const message = `the container of this session was ended from outside; it is ${consequence}`;
  workbench.emit({ type: 'problem/reported', message, time: workbench.ports.clock.now() });
}

/** The one that holds the network of all others, and the one that mounts. */
async function reviveCompanions(workbench: Workbench): Promise<void> {
  const { networkHolder } = workbench;
  if (networkHolder !== undefined && (await reviveContainer(workbench, networkHolder)) === 'gone') {
    workbench.networkHolder = undefined;
    // Its network went with it.
    dropLive(workbench);
    inBackground(workbench, workbench.ports.containers.remove(networkHolder));
  }
  const helper = await workbench.helper?.catch(() => undefined);
  if (helper !== undefined && (await reviveContainer(workbench, helper)) === 'gone') {
    workbench.helper = undefined;
    inBackground(workbench, workbench.ports.containers.remove(helper));
  }
}

async function reviveContainer(
  { ports }: Workbench,
  container: string,
): Promise<'running' | 'revived' | 'gone'> {
  try {
    if (!(await ports.containers.hasEnded(container))) return 'running';
    await ports.containers.start(container);
    return 'revived';
  } catch (error) {
    if (error instanceof EngineError && (error.failure === 'refused' || error.failure === 'not-found'))
      return 'gone';
    throw error;
  }
}

/** What was done in a shell is kept, also where its container was ended under it: its files outlive it. */
export async function endLeftoversOf(workbench: Workbench, { id }: LiveContainer): Promise<void> {
  try {
    await workbench.ports.containers.endLeftovers(id);
  } catch (error) {
    if (error instanceof EngineError) await reviveLive(workbench);
    if (workbench.live?.id !== id) throw error;
  }
}

/** Throws where the container has ended under the command; `cause` is what the command came to instead of an end. */
export async function refuseEnded({ ports }: Workbench, container: string, cause?: unknown): Promise<void> {
  if (!(await hasSurelyEnded(ports, container))) return;
  throw new EngineError(
    'run the step',
    'ended',
    'the container was ended from outside while the step ran (docker kill, or the engine itself)',
    { cause, hint: 'a retry runs it in a new one, from the nearest checkpoint' },
  );
}

/** The engine may learn of it a moment later than whoever spoke with the container. */
const tries = 5;
const pauseMilliseconds = 100;

async function hasSurelyEnded(
  { containers, clock }: Workbench['ports'],
  container: string,
): Promise<boolean> {
  try {
    for (let count = 0; count < tries; count += 1) {
      if ((await containers.processOf(container)) === 0) return true;
      await clock.wait(pauseMilliseconds, new AbortController().signal);
    }
    return false;
  } catch (error) {
    return error instanceof EngineError && error.failure === 'not-found';
  }
}
