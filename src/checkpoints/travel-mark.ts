// What a checkpoint says of itself beyond its key, so that a machine that has nothing else of it can go on from it.
import { createHash } from 'node:crypto';
import type { StoredImage } from '../engine/ports.js';
import type { ImageConfig } from '../plan/image-config.js';

export interface TravelMark {
  /** The context's folder, as a valid repository name. */
  readonly project: string;
  /** How many entries of the image's history its base image had. */
  readonly below: number;
  /** The steps of its stage up to it, FROM first: line, and the first digits of the step key. */
  readonly steps: readonly (readonly [line: number, key: string])[];
  /** All images that the plan was made with: keys depend on them, and the other machine may not have them. */
  readonly bases: readonly RememberedImage[];
  /** Names of build arguments whose values stand in the image's history or configuration. */
  readonly carries: readonly string[];
  /** What was pushed with it, under its name with a suffix: what the failed step left, and finished stages by name. */
  readonly alongside?: { readonly wreck?: boolean; readonly stages?: readonly string[] };
}

/** What a plan and its keys need of an image that is elsewhere. */
export interface RememberedImage {
  /** As FROM or COPY names it, with its platform where that matters: `imageKey`. */
  readonly name: string;
  /** On the engine where the checkpoint was made: stores differ in what they call an image. */
  readonly id: string;
  readonly config: ImageConfig;
  readonly author?: string;
  readonly platform: string;
  /** See `imageContent`. */
  readonly content: string;
  /** How many it has of each. */
  readonly layers: number;
  readonly entries: number;
}

/** The same on every engine that holds the same image: layers, configuration and platform. */
export function imageContent({
  layers,
  config,
  author,
  platform,
}: Pick<StoredImage, 'layers' | 'config' | 'author' | 'platform'>): string {
  const text = JSON.stringify([layers, config, author ?? '', platform]);
  return createHash('sha256').update(text).digest('hex');
}

export const rememberImage = (name: string, image: StoredImage): RememberedImage => ({
  name,
  id: image.id,
  config: image.config,
  ...(image.author === undefined ? {} : { author: image.author }),
  platform: image.platform,
  content: imageContent(image),
  layers: image.layers.length,
  entries: image.history.length,
});

/** The name that something pushed alongside has. */
export const besides = (reference: string, suffix: string): string => `${reference}-${suffix}`;

export const stageSuffix = (stage: string): string => `stage-${stage.replaceAll(/[^A-Za-z0-9_.-]/g, '-')}`;

/** Anything may come from a registry: what is not of this shape is not believed. */
export function isTravelMark(value: unknown): value is TravelMark {
  if (typeof value !== 'object' || value === null) return false;
  const { project, below, steps, bases, carries, alongside } = value as Record<string, unknown>;
  return (
    typeof project === 'string' &&
    typeof below === 'number' &&
    isListOf(isStep, steps) &&
    isListOf(isRemembered, bases) &&
    isListOf(isText, carries) &&
    (alongside === undefined || isAlongside(alongside))
  );
}

export const isListOf = <Value>(
  isOne: (value: unknown) => value is Value,
  value: unknown,
): value is readonly Value[] => Array.isArray(value) && value.every(isOne);

const isText = (value: unknown): value is string => typeof value === 'string';

function isAlongside(value: unknown): value is TravelMark['alongside'] {
  if (typeof value !== 'object' || value === null) return false;
  const { wreck, stages } = value as Record<string, unknown>;
  return (
    (wreck === undefined || typeof wreck === 'boolean') && (stages === undefined || isListOf(isText, stages))
  );
}

const isStep = (value: unknown): value is TravelMark['steps'][number] =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';

function isRemembered(value: unknown): value is RememberedImage {
  const { name, id, config, platform, content, layers, entries } = (value ?? {}) as Record<string, unknown>;
  return (
    [layers, entries].every(Number.isInteger) &&
    [name, id, platform, content].every((text) => typeof text === 'string') &&
    typeof config === 'object' &&
    config !== null
  );
}
