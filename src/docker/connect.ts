import type { Containers, EngineDescription, ImageStore, Volumes } from '../engine/ports.js';
import type { EngineAddress } from './address.js';
import { openConnection } from './connection.js';
import { createContainers } from './containers/containers.js';
import { describeEngine } from './describe.js';
import { createImageStore } from './images/image-store.js';
import { createVolumes } from './volumes.js';
import type { FindCredentials } from './images/pull-image.js';

export interface ConnectedEngine {
  readonly images: ImageStore;
  readonly containers: Containers;
  readonly volumes: Volumes;
  describe(signal?: AbortSignal): Promise<EngineDescription>;
  /** Rejects as `describe` does; the cheapest way to see that an engine answers. */
  ping(signal?: AbortSignal): Promise<void>;
  /** Closes the connections; containers and images stay. */
  close(): void;
}

/**
 * Nothing is sent before the first call. All calls reject with an EngineError: `unreachable` when no engine answers,
 * `lost` when it stops in the middle, `refused` and `not-found` as it says.
 */
export function connectEngine(
  address: EngineAddress,
  options: { readonly findCredentials?: FindCredentials } = {},
): ConnectedEngine {
  const connection = openConnection(address);
  let known: EngineDescription | undefined;
  const describe = async (signal?: AbortSignal) => (known ??= await describeEngine(connection, signal));
  return {
    images: createImageStore(connection, { describe, findCredentials: options.findCredentials }),
    containers: createContainers(connection),
    volumes: createVolumes(connection),
    describe,
    ping: async (signal) => {
      await connection.call('reach the engine', signal, () => connection.docker.ping());
    },
    close: () => {
      connection.close();
    },
  };
}
