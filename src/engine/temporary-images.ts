// Images that only this session needs. Each has a name, by which the next start finds it, should this process not come
// to remove it.
import { inBackground } from './live-container.js';
import type { StoredImage } from './ports.js';
import type { Workbench } from './workbench.js';

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
