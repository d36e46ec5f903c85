// Starts the live container. Where its image has no shell to keep it alive, as in stages from scratch, the toolbox
// lends one, by a volume outside of the image's file system.
import { Readable } from 'node:stream';
import { EngineError } from '../messages/errors.js';
import type { StageBase } from '../plan/action.js';
import type { FileEntry } from './file-entry.js';
import { createFrom, inBackground } from './live-container.js';
import { lentCommand, lentShell } from './own-container/mount-script.js';
import { findToolbox } from './own-container/toolbox.js';
import type { BuildContext } from './ports.js';
import { settleState } from './settle-state.js';
import type { LiveContainer, Workbench } from './workbench.js';
import { downFrom, stageAt } from '../plan/find-stage.js';

export async function startLive(
  workbench: Workbench,
  live: LiveContainer,
  signal: AbortSignal,
): Promise<void> {
  if (live.isStarted) return;
  const { containers } = workbench.ports;
  const bottom = findBottom(workbench, live.stage);
  if (bottom?.type === 'scratch' || bottom?.type === 'folder') {
    if (!(await containers.status(live.id, '/bin/sh', signal)))
      await replaceWithShell(workbench, live, signal);
    await keepMountPoints(workbench, live, bottom, signal);
  }
  try {
    await containers.start(live.id, signal);
  } catch (error) {
    if (!(error instanceof EngineError) || error.failure !== 'not-found') throw error;
    await replaceWithShell(workbench, live, signal);
    await containers.start(live.id, signal);
  }
  live.isStarted = true;
  await checkEmulator(workbench, live);
}

async function replaceWithShell(
  workbench: Workbench,
  live: LiveContainer,
  signal: AbortSignal,
): Promise<void> {
  const { base } = await settleState(workbench, live, signal);
  const special = live.own?.special ?? {};
  const name = await shellVolume(workbench, signal);
  const id = await createFrom(workbench, base.image, signal, {
    ...special,
    mounts: [...(special.mounts ?? []), { type: 'volume', name, target: lentShell }],
    shell: lentCommand,
  });
  inBackground(workbench, workbench.ports.containers.remove(live.id));
  live.id = id;
  live.base = base;
  live.hasLentShell = true;
}

/** The toolbox's /bin; one for a session. The engine fills an empty volume when a container with it is created. */
async function shellVolume(workbench: Workbench, signal: AbortSignal): Promise<string> {
  const name = `${workbench.settings.containerPrefix}shell`;
  if (workbench.volumes.has(name)) return name;
  const mounts = [{ type: 'volume', name, target: '/bin', isFilled: true }] as const;
  const id = await createFrom(workbench, await findToolbox(workbench, signal), signal, { mounts });
  workbench.volumes.add(name);
  await workbench.ports.containers.remove(id);
  return name;
}

/** What it is built from in the end. */
function findBottom(workbench: Workbench, index: number): StageBase | undefined {
  const { plan } = workbench.state();
  return [...downFrom(plan, stageAt(plan, index))].at(-1)?.base;
}

/**
 * The mount points of every container come into the image with the first RUN in `docker build`. Here they lie below
 * what a commit sees, until they are written once more as they are. The containerd store leaves out folders of which that is all.
 */
async function keepMountPoints(
  workbench: Workbench,
  live: LiveContainer,
  bottom: StageBase,
  signal: AbortSignal,
): Promise<void> {
  const { containers, namedContexts } = workbench.ports;
  const folders: FileEntry[] = [];
  const own = bottom.type === 'folder' ? await topNames(namedContexts.get(bottom.name), signal) : new Set();
  for (const path of ['dev', 'proc', 'sys']) {
    if (own.has(path)) continue;
    for await (const entry of await containers.read(live.id, `/${path}`, signal)) {
      folders.push({ ...entry, path });
      break;
    }
  }
  await containers.write(live.id, '/', Readable.from(folders), signal);
}

/** What a folder brings along stays as it is. */
async function topNames(folder: BuildContext | undefined, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const matches = await folder?.select(['/*'], signal);
  return new Set(matches?.map(({ path }) => path));
}

/** A shell for another machine ends at once where the engine has no emulator for it. */
async function checkEmulator({ ports, settings, state }: Workbench, live: LiveContainer): Promise<void> {
  const platform = state().plan.stages.find(({ index }) => index === live.stage)?.platform;
  if (platform === undefined || platform === settings.engine.platform) return;
  try {
    await ports.containers.ask(live.id, ':');
  } catch (cause) {
    const hint =
      "install emulators on the engine's machine (Debian and Ubuntu: apt-get install qemu-user-static)";
    const message = `the engine is ${settings.engine.platform} and cannot run programs for ${platform}`;
    throw new EngineError('start the container', 'refused', message, { cause, hint });
  }
}
