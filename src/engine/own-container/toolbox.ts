// The image that lends its busybox to what the engine itself cannot do.
import { EngineError } from '../../messages/errors.js';
import type { ImageStore, StoredImage } from '../ports.js';

/** Images with a static busybox in /bin, in the order in which they are tried; the first is pulled if none is there. */
export const toolboxImages: readonly string[] = [
  'busybox:stable',
  'busybox:latest',
  'fixture/busybox:latest',
];

export interface ToolboxPlace {
  readonly ports: { readonly images: Pick<ImageStore, 'find' | 'pull'> };
  /** As in the settings of a session. */
  readonly settings: { readonly toolbox?: string };
}

/** Rejects with failure `refused` where none is there and none can be pulled. */
export async function findToolbox(
  { ports, settings }: ToolboxPlace,
  signal?: AbortSignal,
): Promise<StoredImage> {
  const candidates = settings.toolbox === undefined ? toolboxImages : [settings.toolbox];
  for (const reference of candidates) {
    const image = await ports.images.find(reference, signal);
    if (image !== undefined) return image;
  }
  const [first = ''] = candidates;
  try {
    return await ports.images.pull(first, undefined, signal);
  } catch (error) {
    const hint = `give the engine an image with a static busybox (docker load, or docker pull ${first}), and name it with REFROM_TOOLBOX`;
    throw new EngineError('find a helper image', 'refused', `the helper image ${first} cannot be had`, {
      cause: error,
      hint,
    });
  }
}
