// Checkpoints that a user kept for a step although what it is made of had changed.
import type { ImageStore, TaggedImage } from '../engine/ports.js';
import type { Plan } from '../plan/plan.js';
import { readMark, shortKey, shortKeyOfKept, shortKeyOfTag, type CheckpointMark } from './checkpoint-name.js';
import { groupTags, ownFirst } from './find-checkpoints.js';
import { stepKeys } from './step-key.js';

export interface KeptCheckpoint {
  /** Its tag. */
  readonly image: string;
  /** Key of the state that it really holds: what comes after is chained to that. */
  readonly key: string;
}

export type KeptCheckpoints = ReadonlyMap<number, KeptCheckpoint>;

export interface KeptSearch {
  readonly plan: Plan;
  readonly digests: ReadonlyMap<number, string | undefined>;
  readonly project: string;
  readonly images: Pick<ImageStore, 'find'>;
  readonly listed: readonly TaggedImage[];
  readonly signal?: AbortSignal;
}

/** By step; not where what the step makes now is there as well. The keys of later steps hang on which earlier ones are kept, so they are found one after the other. */
export async function findKept(search: KeptSearch): Promise<KeptCheckpoints> {
  const { plan, digests, listed, project } = search;
  const candidates = groupTags(listed, shortKeyOfKept);
  const clean = groupTags(listed, shortKeyOfTag);
  const kept = new Map<number, KeptCheckpoint>();
  if (candidates.size === 0) return kept;
  let keys = stepKeys(plan, digests);
  for (const { id } of plan.steps) {
    const key = keys[id];
    if (key === undefined) continue;
    const tags = ownFirst(candidates.get(shortKey(key)) ?? [], project);
    const found = await firstKept(search, tags, key);
    if (found === undefined || (await isThere(search, clean.get(shortKey(key)) ?? [], key))) continue;
    kept.set(id, found);
    keys = stepKeys(plan, digests, keptKeys(kept));
  }
  return kept;
}

/** As `keySteps` takes them. */
export const keptKeys = (kept: KeptCheckpoints): ReadonlyMap<number, string> =>
  new Map([...kept].map(([step, { key }]) => [step, key]));

async function firstKept(
  search: KeptSearch,
  tags: readonly string[],
  key: string,
): Promise<KeptCheckpoint | undefined> {
  for (const tag of tags) {
    const mark = await markOf(search, tag);
    if (mark?.key === key && mark.keptKey !== undefined) return { image: tag, key: mark.keptKey };
  }
  return undefined;
}

async function isThere(search: KeptSearch, tags: readonly string[], key: string): Promise<boolean> {
  for (const tag of tags) {
    const mark = await markOf(search, tag);
    if (mark?.key === key && !mark.handmade) return true;
  }
  return false;
}

async function markOf({ images, signal }: KeptSearch, tag: string): Promise<CheckpointMark | undefined> {
  const image = await images.find(tag, signal);
  return readMark(image?.history.at(-1)?.comment);
}
