// Checkpoints that a user kept for a step although what it is made of had changed.
import type { ImageStore, TaggedImage } from '../engine/ports.js';
import type { Plan } from '../plan/plan.js';
import {
  checkpointPrefix,
  readMark,
  shortKey,
  shortKeyOfKept,
  shortKeyOfTag,
  type CheckpointMark,
} from './checkpoint-name.js';
import { groupTags } from './find-checkpoints.js';

export interface KeptCheckpoint {
  /** Its tag. */
  readonly image: string;
  /** Key of the state that it really holds: what comes after is chained to that. */
  readonly key: string;
}

export type KeptCheckpoints = ReadonlyMap<number, KeptCheckpoint>;

export interface KeptSearch {
  readonly plan: Plan;
  /** Step keys, if these are kept. */
  readonly keysOf: (kept: KeptCheckpoints) => readonly (string | undefined)[];
  readonly project: string;
  readonly images: Pick<ImageStore, 'find'>;
  readonly listed: readonly TaggedImage[];
  readonly signal?: AbortSignal;
}

/**
 * By step; not where what the step makes now is there as well. The keys of later steps hang on which earlier ones are
 * kept, so they are found one after the other.
 */
export async function findKept(search: KeptSearch): Promise<KeptCheckpoints> {
  const { plan, keysOf } = search;
  const kept = new Map<number, KeptCheckpoint>();
  if (!search.listed.some(({ tag }) => shortKeyOfKept(tag) !== undefined)) return kept;
  let keys = keysOf(kept);
  for (const { id } of plan.steps) {
    const key = keys[id];
    const found = key === undefined ? undefined : await firstKept(search, key);
    if (key === undefined || found === undefined || (await hasClean(search, key))) continue;
    kept.set(id, found);
    keys = keysOf(kept);
  }
  return kept;
}

/** Names of this project under which something is kept for these keys, by step. */
export function keptTags(
  { listed, project }: Pick<KeptSearch, 'listed' | 'project'>,
  keys: readonly (string | undefined)[],
): ReadonlyMap<number, string> {
  const own = listed.filter(({ tag }) => tag.startsWith(`${checkpointPrefix}${project}:`));
  const groups = groupTags(own, shortKeyOfKept);
  return new Map(
    keys.flatMap((key, step) =>
      (groups.get(key === undefined ? '' : shortKey(key)) ?? []).map((tag) => [step, tag]),
    ),
  );
}

/** As `keySteps` takes them. */
export const keptKeys = (kept: KeptCheckpoints): ReadonlyMap<number, string> =>
  new Map([...kept].map(([step, { key }]) => [step, key]));

/** What another project's user keeps is no word of this one's. */
async function firstKept(search: KeptSearch, key: string): Promise<KeptCheckpoint | undefined> {
  const tag = keptTags(search, [key]).get(0);
  const mark = tag === undefined ? undefined : await markOf(search, tag);
  if (tag === undefined || mark?.key !== key || mark.keptKey === undefined) return undefined;
  return { image: tag, key: mark.keptKey };
}

type CleanSearch = Pick<KeptSearch, 'listed' | 'images' | 'signal'>;

/** True if a checkpoint of the step as it is now is there. */
export async function hasClean(search: CleanSearch, key: string): Promise<boolean> {
  for (const tag of groupTags(search.listed, shortKeyOfTag).get(shortKey(key)) ?? []) {
    const mark = await markOf(search, tag);
    if (mark?.key === key && !mark.handmade && mark.keptKey === undefined) return true;
  }
  return false;
}

async function markOf({ images, signal }: CleanSearch, tag: string): Promise<CheckpointMark | undefined> {
  const image = await images.find(tag, signal);
  return readMark(image?.history.at(-1)?.comment);
}
