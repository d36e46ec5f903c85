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

export interface OpenTemporaries extends Temporaries {
  /** One that is needed no more; its image goes in the end. */
  removeContainer(id: string): Promise<void>;
  close(): Promise<void>;
}

type Engine = Pick<ConnectedEngine, 'containers' | 'images'>;

export async function withTemporaries<Result>(
  engine: Engine,
  use: (temporaries: Temporaries) => Promise<Result>,
): Promise<Result> {
  const temporaries = openTemporaries(engine, sessionPrefix());
  try {
    return await use(temporaries);
  } finally {
    await temporaries.close();
  }
}

/**
 * Named as a session's are: those of a process that was killed are removed at the next start. None of these
 * calls can be aborted, as what they make would then not be known. `prefix` is that of no other in this process.
 */
export function openTemporaries({ containers, images }: Engine, prefix: string): OpenTemporaries {
  const made = new Set<string>();
  const tags: string[] = [];
  let count = 0;
  const newTag = (): string => {
    const tag = `${prefix}images:${String(tags.length + 1)}`;
    tags.push(tag);
    return tag;
  };
  return {
    createContainer: async (image) => {
      const reference = needsBareTwin(image) ? await images.create(bareTwinOf(image, newTag())) : image.id;
      count += 1;
      const name = `${prefix}${String(count)}`;
      const id = await containers.create({ name, image: reference, environment: [], network: 'none' });
      made.add(id);
      return id;
    },
    commit: (container) => containers.commit(container, newTag()),
    removeContainer: async (id) => {
      made.delete(id);
      await containers.remove(id);
    },
    close: async () => {
      for (const id of made) await containers.remove(id);
      for (const tag of tags) await images.remove(tag);
    },
  };
}
