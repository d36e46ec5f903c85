import type { Volumes } from '../engine/ports.js';
import { EngineError } from '../messages/errors.js';
import type { Connection } from './connection.js';

export function createVolumes({ docker, call }: Connection): Volumes {
  return {
    list: async (prefix) => {
      const { Volumes: found } = await call('list volumes', undefined, () =>
        docker.listVolumes({ filters: { name: [prefix] } }),
      );
      // The filter finds the text anywhere in the name.
      return found.map(({ Name }) => Name).filter((name) => name.startsWith(prefix));
    },
    remove: async (name) => {
      try {
        await call('remove the volume', undefined, () => docker.getVolume(name).remove());
      } catch (error) {
        const isHarmless =
          error instanceof EngineError && (error.failure === 'not-found' || error.status === 409);
        if (!isHarmless) throw error;
      }
    },
  };
}
