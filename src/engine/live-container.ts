// The live container: made from a state, thrown away, and what else has to be cleaned up.
import { bareTwinOf, needsBareTwin } from './bare-twin.js';
import { releaseCaches } from './own-container/release-caches.js';
import type { ContainerSpec, StoredImage } from './ports.js';
import { temporaryTag, type LiveContainer, type SpecialSpec, type Workbench } from './workbench.js';

export async function openLive(
  workbench: Workbench,
  { stage, base, isHandmade }: Pick<LiveContainer, 'stage' | 'base' | 'isHandmade'>,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const id = await createFrom(workbench, base.image, signal);
  dropLive(workbench);
  workbench.live = {
    id,
    stage,
    base,
    isHandmade,
    applied: base.step,
    isDirty: false,
    hasChanges: false,
    isStarted: false,
  };
  return workbench.live;
}

/** Removal goes on in the background; the end of the session waits for it. */
export function dropLive(workbench: Workbench): void {
  const { live } = workbench;
  workbench.live = undefined;
  if (live !== undefined) inBackground(workbench, removeLive(workbench, live));
}

async function removeLive(workbench: Workbench, live: LiveContainer): Promise<void> {
  await workbench.ports.containers.remove(live.id);
  await releaseCaches(workbench, live);
}

/** A container of the image, not started. */
export async function createFrom(
  workbench: Workbench,
  image: StoredImage,
  signal: AbortSignal,
  special: SpecialSpec = {},
): Promise<string> {
  const { settings } = workbench;
  const name = `${settings.containerPrefix}${String(workbench.nextContainer)}`;
  workbench.nextContainer += 1;
  const isBare = needsBareTwin(image);
  const reference = isBare ? await makeBareTwin(workbench, image, signal) : image.id;
  const environment = isBare ? [] : (image.config.Env ?? []);
  const own = { name, image: reference, environment, ...sharedNetwork(workbench), ...special };
  return createOrRemove(workbench, { ...settings.containers, ...own }, signal);
}

/** The engine makes it whether or not somebody still waits for it: one that comes too late is removed. */
async function createOrRemove(
  workbench: Workbench,
  spec: ContainerSpec,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const { containers } = workbench.ports;
  const creating = containers.create(spec);
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      inBackground(
        workbench,
        creating.then((id) => containers.remove(id)),
      );
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([creating, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * To make a container's network and to take it down again is most of what starting and removing one costs. The live
 * container is done with, but it stays to hold its network for those that follow. A wreck must not depend on it.
 */
export function retireLive(workbench: Workbench): void {
  const { live, settings } = workbench;
  const hasCommonNetwork = live?.own === undefined && !isolated.includes(settings.containers.network ?? '');
  if (
    live?.isStarted !== true ||
    !hasCommonNetwork ||
    settings.keepWreck ||
    workbench.networkHolder !== undefined
  ) {
    dropLive(workbench);
    return;
  }
  workbench.networkHolder = live.id;
  workbench.live = undefined;
}

const isolated = ['none', 'host'];

const sharedNetwork = ({ networkHolder }: Workbench): Pick<SpecialSpec, 'network'> =>
  networkHolder === undefined ? {} : { network: `container:${networkHolder}` };

/** Another image for each session, which removes it in the end. */
async function makeBareTwin(workbench: Workbench, image: StoredImage, signal: AbortSignal): Promise<string> {
  return workbench.ports.images.create(bareTwinOf(image, temporaryTag(workbench)), signal);
}

export function inBackground(workbench: Workbench, work: Promise<void>): void {
  const settled = work
    .catch(() => {
      // What could not be removed now is found by name and removed at the next start.
    })
    .finally(() => workbench.removals.delete(settled));
  workbench.removals.add(settled);
}
