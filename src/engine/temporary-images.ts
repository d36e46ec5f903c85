// Images that only this session needs. Each has a name, by which the next start finds it, should this process not come
// to remove it.
import { checkpointPrefix } from '../checkpoints/checkpoint-name.js';
import { inBackground } from './live-container.js';
import type { StoredImage } from './ports.js';
import { temporaryTag, type Workbench } from './workbench.js';

/** Once its state has another name, or none is needed any more; else it goes with the session. */
export function releaseImage(workbench: Workbench, { tags }: Pick<StoredImage, 'tags'>): void {
  const { temporaryTags, ports } = workbench;
  for (const tag of tags.filter((each) => temporaryTags.has(each)))
    inBackground(
      workbench,
      // The engine refuses while a container is made of it: it is tried once more at the end.
      ports.images.remove(tag).then(() => void temporaryTags.delete(tag)),
    );
}

/** The image that has this name would be left without one when another takes it. */
export async function nameAnew(workbench: Workbench, name: string, signal: AbortSignal): Promise<void> {
  const { images } = workbench.ports;
  const displaced = await images.find(name, signal);
  if (displaced?.tags.length === 1) await images.tag(displaced.id, temporaryTag(workbench));
}

/** A process of the same project that kept the same state at the same time took the name over, and did not see it. */
export async function removeOvertaken({ settings, ports, checkpointIds }: Workbench): Promise<void> {
  const { images } = ports;
  if (checkpointIds.size === 0) return;
  const named = new Set(
    (await images.listTags(`${checkpointPrefix}${settings.project}:`)).map(({ id }) => id),
  );
  for (const id of checkpointIds)
    if (!named.has(id) && (await images.find(id))?.tags.length === 0) await images.remove(id);
  checkpointIds.clear();
}
