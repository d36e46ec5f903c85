// `refrom check --images`: what the engine knows of the base images. Nothing is pulled.
import { connectEngine } from '../docker/connect.js';
import type { StoredImage } from '../engine/ports.js';
import { resolveEngineAddress } from './engine-address.js';

/** By reference; what the engine does not have is left out. `platform` is the engine's. */
export async function findBaseImages(
  references: readonly string[],
  engineHost: string | undefined,
): Promise<{ images: ReadonlyMap<string, StoredImage>; platform: string }> {
  const engine = connectEngine(await resolveEngineAddress(engineHost));
  try {
    const { platform } = await engine.describe();
    const images = new Map<string, StoredImage>();
    for (const reference of references) {
      const image = await engine.images.find(reference);
      if (image !== undefined) images.set(reference, image);
    }
    return { images, platform };
  } finally {
    engine.close();
  }
}
