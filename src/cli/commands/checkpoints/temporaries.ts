// Containers and images that a command needs for itself: gone when it ends, whichever way it ends.
import type { ConnectedEngine } from '../../../docker/connect.js';
import { bareTwinOf, needsBareTwin } from '../../../engine/bare-twin.js';
import type { StoredImage } from '../../../engine/ports.js';
import { sessionPrefix } from '../../session-identity.js';

export interface Temporaries {
  /** Not started; its files are the image's and the engine's own. Gives its ID. */
  createContainer(image: StoredImage): Promise<string>;
  /** What a container holds, as an image. */
  commit(container: string): Promise<StoredImage>;
}

/**
 * Named as a session's are: those of a process that was killed are removed at the next start. None of these
 * calls can be aborted, as what they make would then not be known.
 */
export async function withTemporaries<Result>(
  { containers, images }: Pick<ConnectedEngine, 'containers' | 'images'>,
  use: (temporaries: Temporaries) => Promise<Result>,
): Promise<Result> {
  const prefix = sessionPrefix();
  const made = { containers: [] as string[], tags: [] as string[] };
  const newTag = (): string => {
    const tag = `${prefix}images:${String(made.tags.length + 1)}`;
    made.tags.push(tag);
    return tag;
  };
  try {
    return await use({
      createContainer: async (image) => {
        const reference = needsBareTwin(image) ? await images.create(bareTwinOf(image, newTag())) : image.id;
        const name = `${prefix}${String(made.containers.length + 1)}`;
        const id = await containers.create({ name, image: reference, environment: [], network: 'none' });
        made.containers.push(id);
        return id;
      },
      commit: (container) => containers.commit(container, newTag()),
    });
  } finally {
    for (const id of made.containers) await containers.remove(id);
    for (const tag of made.tags) await images.remove(tag);
  }
}
