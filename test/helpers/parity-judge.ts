// What an image of a parity case is compared by, and whose `docker build` tells what is right.
import { isDeepStrictEqual } from 'node:util';
import type { ExecutionContext } from 'ava';
import { inspectImage, type InspectedImage } from './engine-images.js';
import { differences, withoutFolderTimes, type ExportedTree } from './exported-tree.js';
import { configurationOf, withoutEmptyFields, withoutStartInterval } from './image-configuration.js';
import { readSavedImage, type SavedImage } from './image-states.js';
import type { ParityEngine, ParityException, UnequalPart } from './parity-exceptions.js';

/** All that is compared of an image. */
export interface ComparedImage extends SavedImage {
  readonly configuration: Record<string, unknown>;
}

export interface Judge {
  /** Of the docker CLI, before its command: where the engine is that tells what is right. */
  readonly flags: readonly string[];
  readonly read: (image: string, flags?: readonly string[]) => Promise<ComparedImage>;
  readonly configurationOf: (image: InspectedImage) => Record<string, unknown>;
}

export function chooseJudge(
  t: ExecutionContext,
  engine: ParityEngine,
  exceptions: readonly ParityException[],
): Judge {
  if (!exceptions.some(({ kind }) => kind !== 'unequal')) {
    return {
      flags: [],
      configurationOf,
      read: async (...words) => {
        const image = await readCompared(configurationOf, ...words);
        // Its frontend has other words for a history, without flags and in another notation.
        return engine === '20.10' ? { ...image, history: [] } : image;
      },
    };
  }
  const host = process.env.REFROM_FIRST_ENGINE ?? '';
  t.not(host, '', 'scripts/with-engine --engine tells of the engine that judges this case');
  const plainConfiguration: Judge['configurationOf'] = (image) =>
    configurationOf({ ...image, Config: withoutEmptyFields(image.Config) });
  return {
    flags: ['--host', host],
    configurationOf: plainConfiguration,
    // Copies are those of the engine, whose own builder gives folders a time of its own.
    read: async (...words) => {
      const image = await readCompared(plainConfiguration, ...words);
      return { ...image, states: image.states.map(withoutFolderTimes) };
    },
  };
}

async function readCompared(
  read: Judge['configurationOf'],
  image: string,
  flags: readonly string[] = [],
): Promise<ComparedImage> {
  const [saved, inspected] = await Promise.all([readSavedImage(image, flags), inspectImage(image, flags)]);
  return { ...saved, configuration: read(inspected) };
}

/** Everything in which two images differ, a line each, layer by layer; nothing of paths that `except` matches. */
export function compareImages(
  expected: ComparedImage,
  actual: ComparedImage,
  except?: RegExp,
): readonly string[] {
  const layers = Math.max(expected.states.length, actual.states.length);
  return [
    ...compareTexts('configuration', expected.configuration, actual.configuration),
    ...compareTexts('history', expected.history, actual.history),
    ...compareTexts('number of layers', expected.states.length, actual.states.length),
    ...Array.from({ length: layers }, (_, number) =>
      compareStates(expected.states[number], actual.states[number], except).map(
        (line) => `layer ${String(number)}: ${line}`,
      ),
    ).flat(),
  ];
}

export const compareStates = (
  expected: ExportedTree | undefined,
  actual: ExportedTree | undefined,
  except?: RegExp,
): readonly string[] => differences(expected ?? new Map(), actual ?? new Map(), except);

function compareTexts(title: string, expected: unknown, actual: unknown): readonly string[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  const [before, after] = [expected, actual].map((value) => JSON.stringify(value, null, 1));
  return [title, `  - ${before ?? ''}`, `  + ${after ?? ''}`];
}

/** Both images without the parts that cannot be the same. */
export function leaveOut(image: ComparedImage, parts: readonly UnequalPart[]): ComparedImage {
  return parts.reduce(leaveOutPart, image);
}

function leaveOutPart(image: ComparedImage, { part }: UnequalPart): ComparedImage {
  if (part === 'stages') return image;
  if (part === 'history') return { ...image, history: [] };
  if (part === 'start interval')
    return { ...image, configuration: withoutStartInterval(image.configuration) };
  if (part === 'architecture')
    return { ...image, configuration: { ...image.configuration, Architecture: '' } };
  if (part === 'folder times') return { ...image, states: image.states.map(withoutFolderTimes) };
  const states = image.states.map((tree) => new Map([...tree].filter(([path]) => !part.test(path))));
  return { ...image, states };
}
