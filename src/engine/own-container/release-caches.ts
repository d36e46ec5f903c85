import type { LiveContainer, Workbench } from '../workbench.js';
import { releaseScript } from './lock-script.js';

/** Lets other builds have the caches of a container in which nothing writes to them any more. */
export async function releaseCaches(workbench: Workbench, { id, own }: LiveContainer): Promise<void> {
  const helper = await workbench.helper;
  if (own?.holdsCaches !== true || helper === undefined) return;
  own.holdsCaches = false;
  await workbench.ports.containers.ask(helper, releaseScript(id));
}
