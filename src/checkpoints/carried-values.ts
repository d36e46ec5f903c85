// Values that go wherever an image goes: build arguments in its history and configuration, secrets in its variables.
import type { HistoryEntry } from '../engine/ports.js';
import type { ImageConfig } from '../plan/image-config.js';
import { looksSecret } from '../plan/secret-names.js';
import type { CheckpointMark } from './checkpoint-name.js';
import type { RememberedImage } from './travel-mark.js';

/** Shorter values are found anywhere by chance. */
const shortestTelling = 4;

export interface ImageText {
  readonly config: ImageConfig;
  /** Without what the base image brought along. */
  readonly history: readonly HistoryEntry[];
}

/** Which of the arguments given on the command line (`NAME: value`) stand in the image, by name. */
export function carriedArguments(
  { config, history }: ImageText,
  given: Readonly<Record<string, string>>,
): string[] {
  const lines = history.map((entry) => entry.created_by);
  const text = [...lines, JSON.stringify(config)].join('\n');
  return Object.entries(given)
    .filter(([name, value]) => {
      const isWritten = lines.some((line) => passedArguments(line).includes(`${name}=${value}`));
      return isWritten || (value.length >= shortestTelling && text.includes(value));
    })
    .map(([name]) => name);
}

/** Of an entry like `RUN |2 A=1 B=2 /bin/sh -c …`; a blank in a value cuts it there. */
function passedArguments(line: string): string[] {
  const [, count, rest = ''] = /^(?:RUN )?\|(\d+) (.*)$/s.exec(line) ?? [];
  return count === undefined ? [] : (rest.match(/(?<=^|\s)[A-Za-z_]\w*=\S*/g) ?? []).slice(0, Number(count));
}

export interface CarriedValues {
  readonly buildArguments: readonly string[];
  /** ENV whose names say that their values are secrets. */
  readonly variables: readonly string[];
}

/** What a checkpoint would take along, by its own mark; one without a travel mark names every argument it holds. */
export function carriedValues(
  { config, history }: ImageText,
  { travel }: Pick<CheckpointMark, 'travel'>,
): CarriedValues {
  const own = history.slice(travel?.below ?? 0);
  const written = own.flatMap((entry) => passedArguments(entry.created_by).map(nameOf));
  return {
    buildArguments: travel?.carries ?? [...new Set(written)],
    variables: carriedVariables(config, travel?.bases ?? []),
  };
}

/**
 * Names of secret variables: those that the build has set, and those of the other stages' base images, which the mark
 * tells of. What an image has of its own base image goes wherever that goes.
 */
export function carriedVariables(
  { Env = [] }: ImageConfig,
  bases: readonly Pick<RememberedImage, 'config'>[],
): string[] {
  const told = bases.flatMap(({ config }) => config.Env ?? []);
  const own = Env.filter((entry) => !told.includes(entry));
  const foreign = told.filter((entry) => !Env.includes(entry));
  return [...new Set(secretVariables([...own, ...foreign]))];
}

/** Names of those entries `NAME=value` that look like secrets and are not empty. */
const secretVariables = (entries: readonly string[]): string[] =>
  entries.filter((entry) => !entry.endsWith('=') && looksSecret(nameOf(entry))).map(nameOf);

const nameOf = (entry: string): string => entry.split('=', 1)[0] ?? '';
