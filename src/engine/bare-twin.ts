// The same files under an empty configuration, to make a container of.
import { splitPlatform } from '../plan/build-options.js';
import type { ImageDraft, StoredImage } from './ports.js';

/**
 * Volumes of an image would get an anonymous volume in its container, and a commit drops what is written there;
 * BuildKit keeps it. ONBUILD, HEALTHCHECK and the rest do no harm. Scratch is no image at all.
 */
export const needsBareTwin = (image: StoredImage): boolean =>
  image.id === '' || Object.keys(image.config.Volumes ?? {}).length > 0;

/** Another image for each tag, so that its removal takes away nobody else's. */
export function bareTwinOf(image: StoredImage, tag: string): ImageDraft {
  const { layers, history, created } = image;
  const own = { created, created_by: tag, empty_layer: true };
  const { os, architecture, variant } = splitPlatform(image.platform);
  const platform = [os, architecture, variant].filter((part) => part !== '').join('/');
  const layersOf = image.id === '' ? {} : { layersOf: image.id };
  return { config: {}, history: [...history, own], layers, platform, created, tags: [tag], ...layersOf };
}
