// What all checkpoints of an engine hold is brought down to the budget.
import type { ImageStore } from '../engine/ports.js';
import type { Checkpoint } from '../session/state.js';
import { checkpointPrefix } from './checkpoint-name.js';
import { chooseEvictions } from './choose-evictions.js';
import { type CheckpointRecord, takeInventory } from './inventory.js';

export interface KeptBudget {
  readonly evicted: readonly CheckpointRecord[];
  /** What checkpoints hold now; an upper bound where they were far below the budget. */
  readonly bytes: number;
}

/**
 * `own` are states that stay whatever they hold. Most often one request tells that nothing has to be done: all
 * checkpoints together, what they share counted again and again, are within `limit` bytes.
 */
export async function keepBudget(
  images: Pick<ImageStore, 'listTags' | 'survey' | 'remove'>,
  limit: number,
  own: readonly Checkpoint[],
): Promise<KeptBudget> {
  const listed = await images.listTags(checkpointPrefix);
  const sizes = new Map(listed.map(({ id, bytes }) => [id, bytes]));
  const atMost = [...sizes.values()].reduce((all, bytes) => all + bytes, 0);
  if (atMost <= limit) return { evicted: [], bytes: atMost };
  const names = new Set(own.map(({ image }) => image));
  const keep = new Set(listed.flatMap(({ tag, id }) => (names.has(tag) ? [id] : [])));
  const inventory = takeInventory(await images.survey());
  const evicted = chooseEvictions(inventory, limit, keep);
  for (const { tags } of evicted) for (const tag of tags) await images.remove(tag);
  const { bytes } = evicted.length === 0 ? inventory : takeInventory(await images.survey());
  return { evicted, bytes };
}
