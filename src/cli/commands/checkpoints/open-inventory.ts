import { takeInventory, type Inventory } from '../../../checkpoints/inventory.js';
import { connectEngine, type ConnectedEngine } from '../../../docker/connect.js';
import { wreckPrefix } from '../../../engine/end-session.js';
import { resolveEngineAddress } from '../../engine-address.js';
import { findCredentials } from '../../registry-credentials.js';

export interface EngineFlags {
  readonly engine?: string;
}

/** What is on an engine, for as long as `use` runs. */
export async function withEngine<Result>(
  { engine: host }: EngineFlags,
  use: (engine: ConnectedEngine) => Promise<Result>,
): Promise<Result> {
  const engine = connectEngine(await resolveEngineAddress(host), { findCredentials });
  try {
    return await use(engine);
  } finally {
    engine.close();
  }
}

export const openInventory = async ({ images }: Pick<ConnectedEngine, 'images'>): Promise<Inventory> =>
  takeInventory(await images.survey());

/** Containers of failed steps that were kept, by name. */
export const findWrecks = ({
  containers,
}: ConnectedEngine): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  containers.list(wreckPrefix);
