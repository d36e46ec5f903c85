// The end of all that a session holds in the engine.
import { inBackground } from './live-container.js';
import { removeOvertaken } from './temporary-images.js';
import type { Workbench } from './workbench.js';

/** Ends everything this session holds in the engine but its checkpoints and the kept wreck. */
export async function cleanUp(workbench: Workbench, keep?: string): Promise<void> {
  const { containers, images, volumes } = workbench.ports;
  const helper = await workbench.helper?.catch(() => undefined);
  const { live, aside, networkHolder } = workbench;
  const ids = [...workbench.origins.values(), live?.id, aside?.id, networkHolder].filter(
    (id) => id !== undefined,
  );
  workbench.origins.clear();
  workbench.live = undefined;
  workbench.aside = undefined;
  workbench.helper = undefined;
  workbench.networkHolder = undefined;
  for (const id of ids) if (id !== keep) inBackground(workbench, containers.remove(id));
  // It holds the locks of caches, which a RUN may write to until its container is gone.
  if (live?.own?.holdsCaches === true) await Promise.all(workbench.removals);
  if (helper !== undefined) inBackground(workbench, containers.remove(helper));
  await Promise.all(workbench.removals);
  for (const tag of workbench.temporaryTags) inBackground(workbench, images.remove(tag));
  inBackground(workbench, removeOvertaken(workbench));
  for (const agent of workbench.agents.values())
    inBackground(
      workbench,
      agent.then((opened) => opened?.close()),
    );
  workbench.agents.clear();
  for (const name of workbench.volumes) inBackground(workbench, volumes.remove(name));
  workbench.volumes.clear();
  await Promise.all(workbench.removals);
}
