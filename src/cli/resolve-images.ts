// The images a plan stands on: found in the engine, pulled where they are missing or where asked.
import type { ConnectedEngine } from '../docker/connect.js';
import type { StoredImage } from '../engine/ports.js';
import { EngineError, InstructionError } from '../messages/errors.js';
import { problem, type Message } from '../messages/message.js';
import { neededImages, type Outline } from '../plan/outline.js';
import type { Range } from '../messages/range.js';
import type { Source } from './open-project.js';

export interface ResolveOptions {
  readonly engine: ConnectedEngine;
  readonly pull: boolean;
  readonly platform: string;
  readonly signal: AbortSignal;
}

/** By reference. All images that cannot be had are told of together, each at the FROM or COPY that names it. */
export async function resolveImages(
  outline: Outline,
  source: Source,
  options: ResolveOptions,
): Promise<ReadonlyMap<string, StoredImage>> {
  const images = new Map<string, StoredImage>();
  const messages: Message[] = [];
  for (const { reference, platform } of neededImages(outline)) {
    try {
      images.set(reference, await findOrPull(reference, platform, options));
    } catch (error) {
      if (!(error instanceof EngineError) || error.failure === 'unreachable' || error.failure === 'lost')
        throw error;
      const text = `the image \`${reference}\` is not in the engine and cannot be pulled: ${error.message}`;
      messages.push(problem('image-unavailable', rangeOf(outline, reference), text, error.hint));
    }
  }
  if (messages.length > 0) throw new InstructionError(source.path, source.text, messages);
  return images;
}

async function findOrPull(
  reference: string,
  platform: string | undefined,
  { engine, pull, signal }: ResolveOptions,
): Promise<StoredImage> {
  const found = pull ? undefined : await engine.images.find(reference, signal);
  return found ?? engine.images.pull(reference, platform, signal);
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
