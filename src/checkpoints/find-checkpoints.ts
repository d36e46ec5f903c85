import { EngineError } from '../messages/errors.js';
import type { ImageStore, TaggedImage } from '../engine/ports.js';
import type { Plan, Step } from '../plan/plan.js';
import {
  type CheckpointMark,
  checkpointPrefix,
  checkpointTag,
  readMark,
  shortKey,
  shortKeyOfTag,
} from './checkpoint-name.js';

export interface CheckpointSearch {
  readonly plan: Plan;
  /** One a step; undefined for a step whose state cannot be known before. */
  readonly keys: readonly (string | undefined)[];
  readonly project: string;
  readonly images: Pick<ImageStore, 'find' | 'tag'>;
  /** Every tag that begins with `checkpointPrefix`. */
  readonly listed: readonly TaggedImage[];
  /** Clean keys of images by their IDs, which are digests of all that an image says of itself. */
  readonly memory?: KeyMemory;
  readonly signal?: AbortSignal;
}

export interface FoundCheckpoint {
  /** Its tag. */
  readonly image: string;
  /** Bytes of all its layers. */
  readonly size: number;
}

export interface KeyMemory {
  /** Of earlier runs. */
  readonly known: ReadonlyMap<string, string>;
  /** Those that this run came upon. */
  readonly met: Map<string, string>;
}

/**
 * The checkpoints that the engine holds for these step keys, by step. Each candidate's whole key is read from its
 * history before it is believed. The engine's tags are the truth: there is no index.
 * The project's own come first; another project's gets a tag of this one too, so that it stays when that one is removed.
 */
export async function findCheckpoints(search: CheckpointSearch): Promise<Record<number, FoundCheckpoint>> {
  const { plan, keys, listed } = search;
  const candidates = groupTags(listed, shortKeyOfTag);
  const found: Record<number, FoundCheckpoint> = {};
  await Promise.all(
    plan.steps.map(async (step) => {
      const key = keys[step.id];
      // After FROM the state is the base image itself; where that travelled, it is told of by name.
      if (key === undefined || step.action.type === 'from') return;
      const tags = ownFirst(candidates.get(shortKey(key)) ?? [], search.project);
      const checkpoint = await firstOf(search, step, key, tags);
      if (checkpoint !== undefined) found[step.id] = checkpoint;
    }),
  );
  return found;
}

/** By the short key in them. */
export function groupTags(
  images: readonly { readonly tag: string }[],
  shortKeyIn: (tag: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { tag } of images) {
    const short = shortKeyIn(tag);
    if (short === undefined) continue;
    const group = groups.get(short);
    if (group === undefined) groups.set(short, [tag]);
    else group.push(tag);
  }
  return groups;
}

/** Its own, then the others by name: two runs choose the same one. */
export function ownFirst(tags: readonly string[], project: string): readonly string[] {
  const rank = (tag: string) => (isOf(project, tag) ? 0 : 1);
  return tags.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

const isOf = (project: string, tag: string): boolean => tag.startsWith(`${checkpointPrefix}${project}:`);

async function firstOf(
  { plan, project, images, listed, memory, signal }: CheckpointSearch,
  step: Step,
  key: string,
  tags: readonly string[],
): Promise<FoundCheckpoint | undefined> {
  for (const tag of tags) {
    const { id = '', bytes: size = 0 } = listed.find((each) => each.tag === tag) ?? {};
    if (isOf(project, tag) && memory?.known.get(id) === key) {
      memory.met.set(id, key);
      return { image: tag, size };
    }
    const image = await images.find(tag, signal);
    const mark = readMark(image?.history.at(-1)?.comment);
    if (image === undefined || mark?.key !== key || !isClean(mark)) continue;
    memory?.met.set(image.id, key);
    if (isOf(project, tag)) return { image: tag, size };
    const own = checkpointTag(project, ownMark(plan, step, mark));
    if (await hold(images, image.id, own)) return { image: own, size };
  }
  return undefined;
}

/** A tag may name anything: what its image says of itself counts. */
const isClean = ({ handmade, keptKey, wreck }: CheckpointMark): boolean =>
  !handmade && keptKey === undefined && wreck === undefined;

const ownMark = (plan: Plan, { line, stage }: Step, mark: CheckpointMark): CheckpointMark => ({
  ...mark,
  line,
  stage: plan.stages.find(({ index }) => index === stage)?.name ?? mark.stage,
});

/** False if the other project has removed it in the meantime. */
async function hold(images: Pick<ImageStore, 'tag'>, id: string, tag: string): Promise<boolean> {
  try {
    await images.tag(id, tag);
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.failure === 'not-found') return false;
    throw error;
  }
}
