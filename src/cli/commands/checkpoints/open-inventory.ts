import { takeInventory, type Inventory } from '../../../checkpoints/inventory.js';
import { connectEngine, type ConnectedEngine } from '../../../docker/connect.js';
import { wreckConfigTag, wreckPrefix } from '../../../engine/keep-wreck.js';
import type { ImageConfig } from '../../../plan/image-config.js';
import { resolveEngineAddress } from '../../engine-address.js';
import { findCredentials } from '../../registry-credentials.js';
import { removeLeftovers } from '../../session-identity.js';

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

export interface Wreck {
  /** Of its container. */
  readonly id: string;
  readonly name: string;
}

/** Containers of failed steps that were kept, by name. */
export const findWrecks = ({ containers }: ConnectedEngine): Promise<readonly Wreck[]> =>
  containers.list(wreckPrefix);

/** Of the failed step; of what its container was made from, where that is not known. */
export async function findWreckConfig(
  { images, containers }: ConnectedEngine,
  { id, name }: Wreck,
): Promise<ImageConfig> {
  const known = await images.find(wreckConfigTag(name));
  return (known ?? (await images.find(await containers.imageOf(id))))?.config ?? {};
}

/** With what its session had to leave because the container still needed it. */
export async function removeWreck(engine: ConnectedEngine, { id, name }: Wreck): Promise<void> {
  await engine.containers.remove(id);
  await engine.images.remove(wreckConfigTag(name));
  await removeLeftovers(engine);
}
