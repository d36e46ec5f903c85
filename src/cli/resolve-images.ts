// The images a plan stands on: found in the engine, pulled where they are missing or where asked.
import { imageContent, type RememberedImage } from '../checkpoints/travel-mark.js';
import type { ConnectedEngine } from '../docker/connect.js';
import type { StoredImage } from '../engine/ports.js';
import { EngineError, InstructionError } from '../messages/errors.js';
import { problem, type Message } from '../messages/message.js';
import type { ResolvedImage } from '../plan/image-config.js';
import { imageKey, neededImages, type NeededImage, type Outline } from '../plan/outline.js';
import type { ResolvedImages } from '../plan/plan-build.js';
import type { Range } from '../messages/range.js';
import type { Source } from './open-project.js';
import { normalizePlatform } from './read-options.js';

export interface ResolveOptions {
  readonly engine: ConnectedEngine;
  readonly pull: boolean;
  readonly platform: string;
  /** The platform is not the engine's own. */
  readonly isForeign: boolean;
  /** Told of by a checkpoint of another machine: they need not be here, and are not pulled. */
  readonly remembered?: readonly RememberedImage[] | undefined;
  readonly signal: AbortSignal;
}

export interface ResolvedBases {
  /** What the plan is made with. */
  readonly planned: ResolvedImages;
  /** Those of them that the engine has. */
  readonly present: ReadonlyMap<string, StoredImage>;
}

/** By reference. All images that cannot be had are told of together, each at the FROM or COPY that names it. */
export async function resolveImages(
  outline: Outline,
  source: Source,
  options: ResolveOptions,
): Promise<ResolvedBases> {
  const planned = new Map<string, ResolvedImage>();
  const present = new Map<string, StoredImage>();
  const messages: Message[] = [];
  for (const needed of neededImages(outline)) {
    const { reference } = needed;
    const key = imageKey(needed);
    try {
      const remembered = options.remembered?.find(({ name }) => name === key);
      const image =
        remembered === undefined
          ? await findOrPull(needed, options)
          : await findSame(needed, remembered, options);
      if (image !== undefined) present.set(key, image);
      // Under the ID it had where the checkpoint was made: the step keys must come out the same.
      const found = remembered ?? image;
      if (found !== undefined) planned.set(key, { ...found, reference });
    } catch (error) {
      if (!(error instanceof EngineError) || error.failure === 'unreachable' || error.failure === 'lost')
        throw error;
      const text = `the image \`${reference}\` is not in the engine and cannot be pulled: ${error.message}`;
      messages.push(problem('image-unavailable', rangeOf(outline, reference), text, error.hint));
    }
  }
  if (messages.length > 0) throw new InstructionError(source.path, source.text, messages);
  return { planned, present };
}

/** The image that the checkpoint was made on, if the engine has it; one of the same name may be another one. */
async function findSame(
  { reference }: NeededImage,
  { id, content }: RememberedImage,
  { engine, signal }: ResolveOptions,
): Promise<StoredImage | undefined> {
  for (const name of [reference, id]) {
    const image = await engine.images.find(name, signal);
    if (image !== undefined && imageContent(image) === content) return image;
  }
  return undefined;
}

/** Where a platform was asked for, an image of another one is as good as none. */
async function findOrPull(
  { reference, platform }: NeededImage,
  { engine, pull, platform: wanted, isForeign, signal }: ResolveOptions,
): Promise<StoredImage> {
  const asked = platform ?? (isForeign ? wanted : undefined);
  const found = pull ? undefined : await engine.images.find(reference, signal);
  const fits =
    asked === undefined ||
    found === undefined ||
    normalizePlatform(found.platform) === normalizePlatform(asked);
  if (found !== undefined && fits) return found;
  try {
    return await engine.images.pull(reference, asked, signal);
  } catch (error) {
    if (found === undefined || !(error instanceof EngineError)) throw error;
    const text = `the engine has it for ${found.platform} and not for ${String(asked)}: ${error.message}`;
    throw new EngineError(error.operation, error.failure, text, { cause: error });
  }
}

/** Of the FROM or COPY that names the image. */
function rangeOf(outline: Outline, reference: string): Range {
  const { stages } = outline;
  const based = stages.find(({ base }) => base.type === 'image' && base.reference === reference);
  if (based !== undefined) return based.from.image.range;
  const copy = stages
    .flatMap(({ instructions }) => instructions)
    .find(
      ({ keyword, flags }) =>
        keyword === 'COPY' && flags.some(({ name, value }) => name === 'from' && value === reference),
    );
  return copy?.flags.find(({ name }) => name === 'from')?.range ?? { start: 0, end: 0 };
}
