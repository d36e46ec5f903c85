// What the checkpoints of an engine hold on its disk, and what taking one of them away would free.
import { createHash } from 'node:crypto';
import type { SurveyedImage } from '../engine/ports.js';
import { type CheckpointMark, readMark, readTag } from './checkpoint-name.js';

export interface CheckpointRecord {
  readonly id: string;
  /** `refrom/<project>:<stage>-L<line>-<key8>`; a state found by several projects has one of each. */
  readonly tags: readonly string[];
  /** Names that somebody has given it: it is kept. */
  readonly pins: readonly string[];
  readonly mark: CheckpointMark;
  /** Its last instruction, as in the history. */
  readonly instruction: string;
  /** ISO 8601. */
  readonly created: string;
  /** Of the layers that it has and what it stands on, checkpoint or base image, has not. */
  readonly ownBytes: number;
  /** Of the layers that no other image of the engine has. */
  readonly freedBytes: number;
  /** ID of the nearest checkpoint that it stands on. */
  readonly parent: string | undefined;
  /** Checkpoints that stand on it, directly or not. */
  readonly dependents: number;
  /** Lowest first; see `Inventory.bytesOf`. */
  readonly chain: readonly string[];
}

export interface Inventory {
  readonly checkpoints: readonly CheckpointRecord[];
  /** Of the layers that only checkpoints have, each counted once. */
  readonly bytes: number;
  /** Of each layer, by the name of the layer and all below it, which is how the engine keeps it. */
  readonly bytesOf: ReadonlyMap<string, number>;
  /** How many images have it, by the same name. */
  readonly holders: ReadonlyMap<string, number>;
}

export function takeInventory(images: readonly SurveyedImage[]): Inventory {
  const seen = images.map(prepare);
  const bytesOf = new Map<string, number>();
  const holders = new Map<string, number>();
  for (const { image, chain } of seen) {
    for (const [at, name] of chain.entries()) {
      bytesOf.set(name, image.layers[at]?.bytes ?? 0);
      holders.set(name, (holders.get(name) ?? 0) + 1);
    }
  }
  const kept = seen.flatMap((each) => {
    const mark = markOf(each.image);
    return mark === undefined ? [] : [{ ...each, mark }];
  });
  const others = seen.filter(({ image }) => markOf(image) === undefined);
  const foreign = new Set(others.flatMap(({ chain }) => chain));
  const own = new Set(kept.flatMap(({ chain }) => chain).filter((name) => !foreign.has(name)));
  const sum = (names: Iterable<string>): number =>
    [...names].reduce((all, name) => all + (bytesOf.get(name) ?? 0), 0);
  const lengthBelow = (each: Prepared): number =>
    Math.max(0, ...others.map((other) => (isBaseOf(other, each) ? other.chain.length : 0)));
  const checkpoints = kept.map((each): CheckpointRecord => {
    const { image, chain, mark } = each;
    const below = kept.filter((other) => standsOn(each, other));
    const parent = below.reduce<Prepared | undefined>(
      (best, other) => (best && depth(best) >= depth(other) ? best : other),
      undefined,
    );
    return {
      id: image.id,
      tags: image.tags.filter((tag) => readTag(tag) !== undefined),
      pins: image.tags.filter((tag) => readTag(tag) === undefined),
      mark,
      instruction: image.history.at(-2)?.created_by ?? '',
      created: image.created,
      ownBytes: sum(chain.slice(Math.max(parent?.chain.length ?? 0, lengthBelow(each)))),
      freedBytes: sum(chain.filter((name) => holders.get(name) === 1)),
      parent: parent?.image.id,
      dependents: kept.filter((other) => standsOn(other, each)).length,
      chain,
    };
  });
  return { checkpoints, bytes: sum(own), bytesOf, holders };
}

/** Worked out once: each is compared with each, and there may be a thousand. */
interface Prepared {
  readonly image: SurveyedImage;
  readonly chain: readonly string[];
  readonly projects: readonly string[];
  /** What its history tells, but for its last entry. */
  readonly told: string;
}

function prepare(image: SurveyedImage): Prepared {
  const told = image.history.slice(0, -1).map(({ created_by }) => `${created_by}\n`);
  return {
    image,
    chain: chainOf(image),
    projects: image.tags.flatMap((tag) => readTag(tag)?.project ?? []),
    told: told.join(''),
  };
}

/** Its layers begin with those of the other, and its history goes on where that of the other ends. */
const standsOn = (upper: Prepared, lower: Prepared): boolean =>
  upper !== lower &&
  (upper.chain.length === lower.chain.length
    ? isSame(lower.chain, upper.chain)
    : isBelow(lower.chain, upper.chain)) &&
  isOfSameProject(upper, lower) &&
  goesOn(upper, lower);

/** What one project reuses of another has a name of both. */
const isOfSameProject = (one: Prepared, other: Prepared): boolean =>
  one.projects.some((project) => other.projects.includes(project));

/** States without a layer are below everything, so that layers alone do not tell. */
const goesOn = (upper: Prepared, lower: Prepared): boolean =>
  depth(upper) > depth(lower) && upper.told.startsWith(lower.told);

/** What was built in the end has the layers and the entries of the last checkpoint, and is not below it. */
const isBaseOf = (other: Prepared, { chain, image }: Prepared): boolean =>
  isBelow(other.chain, chain) ||
  (isSame(other.chain, chain) && other.image.history.length < image.history.length - 1);

/** The last name says all that is below it. */
const isSame = (one: readonly string[], other: readonly string[]): boolean => one.at(-1) === other.at(-1);

const isBelow = (lower: readonly string[], upper: readonly string[]): boolean =>
  lower.length < upper.length && (lower.length === 0 || lower.at(-1) === upper[lower.length - 1]);

const depth = ({ image }: Prepared): number => image.history.length;

/** One with a tag of ours: what the user pushed to another name alone is theirs. */
function markOf({ tags, history }: SurveyedImage): CheckpointMark | undefined {
  return tags.some((tag) => readTag(tag) !== undefined) ? readMark(history.at(-1)?.comment) : undefined;
}

function chainOf({ layers }: SurveyedImage): string[] {
  const chain: string[] = [];
  let name = '';
  for (const { digest } of layers) {
    name = createHash('sha256').update(`${name} ${digest}`).digest('hex');
    chain.push(name);
  }
  return chain;
}
