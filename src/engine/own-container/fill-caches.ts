// What caches begin with. Whoever fills them holds them alone, so that nobody takes half of it for the whole.
import type { LiveContainer, Workbench } from '../workbench.js';
import { findInside } from './enter-container.js';
import { fillVolume, type Fill } from './fill-volume.js';
import { cannotLock } from './hold-caches.js';
import { keepScript } from './lock-script.js';
import type { CacheAttachment } from './mount-script.js';

/** `empty` are those of the container's caches that it holds and nobody has filled. */
export async function fillCaches(
  workbench: Workbench,
  { id }: LiveContainer,
  { empty, fill }: { readonly empty: readonly CacheAttachment[]; readonly fill: Fill },
  signal: AbortSignal,
): Promise<void> {
  if (empty.length === 0) return;
  for (const { volume: name, origin } of empty)
    if (origin !== undefined) await fillVolume(workbench, { ...origin, name, fill }, signal);
  const { helper, folder } = await findInside(workbench, id, signal);
  const answer = await workbench.ports.containers.ask(helper, keepScript(id, folder, empty));
  if (!answer.startsWith('kept')) throw cannotLock(answer);
}
