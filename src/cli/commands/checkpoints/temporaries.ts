// Containers and images that a command needs for itself: gone when it ends, whichever way it ends.
import type { ConnectedEngine } from '../../../docker/connect.js';
import { bareTwinOf, needsBareTwin } from '../../../engine/bare-twin.js';
import type { StoredImage } from '../../../engine/ports.js';
import { sessionPrefix } from '../../session-identity.js';

export interface Temporaries {
  /** Not started; its files are the image's and the engine's own. Gives its ID. */
  createContainer(image: StoredImage): Promise<string>;
  /** What a container holds, as an image without a name. */
  commit(container: string): Promise<StoredImage>;
}

/**
 * A container is named as a session's: that of a process which was killed is removed at the next start. None of these
 * calls can be aborted, as what they make would then not be known.
 */
export async function withTemporaries<Result>(
  { containers, images }: Pick<ConnectedEngine, 'containers' | 'images'>,
  use: (temporaries: Temporaries) => Promise<Result>,
): Promise<Result> {
  const prefix = sessionPrefix();
  const made = { containers: [] as string[], images: [] as string[] };
  const createTwin = async (image: StoredImage): Promise<string> => {
    const id = await images.create(bareTwinOf(image, prefix));
    made.images.push(id);
    return id;
  };
  try {
    return await use({
      createContainer: async (image) => {
        const reference = needsBareTwin(image) ? await createTwin(image) : image.id;
        const name = `${prefix}${String(made.containers.length + 1)}`;
        const id = await containers.create({ name, image: reference, environment: [], network: 'none' });
        made.containers.push(id);
        return id;
      },
      commit: async (container) => {
        const image = await containers.commit(container, {});
        made.images.push(image.id);
        return image;
      },
    });
  } finally {
    for (const id of made.containers) await containers.remove(id);
    for (const id of made.images) await images.remove(id);
  }
}
