// An image that FROM or COPY names. All of them were looked for before the session began; only of one that a checkpoint
// from another machine has told of there may be no more than that here.
import { imageContent } from '../checkpoints/travel-mark.js';
import { EngineError } from '../messages/errors.js';
import { imageKey, type NeededImage } from '../plan/outline.js';
import type { StoredImage } from './ports.js';
import type { Workbench } from './workbench.js';

/** Pulled when a step needs it; it has to be what it was where the checkpoint was made. */
export async function findBaseImage(
  workbench: Workbench,
  needed: NeededImage,
  signal: AbortSignal,
): Promise<StoredImage> {
  const key = imageKey(needed);
  const known = workbench.settings.baseImages.get(key) ?? workbench.fetchedImages.get(key);
  if (known !== undefined) return known;
  const { reference } = needed;
  const present = await workbench.ports.images.find(reference, signal);
  const image = present ?? (await pull(workbench, needed, signal));
  const remembered = workbench.settings.travel?.bases.find(({ name }) => name === key);
  if (remembered?.content !== imageContent(image)) throw isAnother(reference);
  workbench.fetchedImages.set(key, image);
  return image;
}

/** How many layers and entries of history it has, also where it is only told of. */
export function sizeOfBase(
  { settings }: Workbench,
  needed: NeededImage,
): { readonly layers: number; readonly entries: number } {
  const key = imageKey(needed);
  const image = settings.baseImages.get(key);
  if (image !== undefined) return { layers: image.layers.length, entries: image.history.length };
  return settings.travel?.bases.find(({ name }) => name === key) ?? { layers: 0, entries: 0 };
}

const operation = 'look for the image';

async function pull(
  { ports }: Workbench,
  { reference, platform }: NeededImage,
  signal: AbortSignal,
): Promise<StoredImage> {
  try {
    return await ports.images.pull(reference, platform, signal);
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    const message = `the image ${reference} is not in this engine: ${cause.message}`;
    const hint = `this step needs it, and the checkpoint only told of it: docker pull ${reference}, and begin again`;
    throw new EngineError(operation, 'not-found', message, { cause, hint });
  }
}

const isAnother = (reference: string): EngineError =>
  new EngineError(
    operation,
    'not-found',
    `the image ${reference} is another one here than where the checkpoint was made`,
    { hint: 'bring that one here, or leave --from out, which builds from the start on this one' },
  );
