// Which checkpoints go when they hold more than they may: first those whose bytes are the cheapest to make again.
import type { CheckpointRecord, Inventory } from './inventory.js';

/**
 * In the order of removal, until what only checkpoints hold is within `limit` bytes or nothing is left that may go and
 * would free something. What has a name of the user's stays, and so does `keep` (IDs).
 */
export function chooseEvictions(
  { checkpoints, bytes, bytesOf, holders }: Inventory,
  limit: number,
  keep: ReadonlySet<string> = new Set(),
): readonly CheckpointRecord[] {
  const held = new Map(holders);
  const cost = new Map(checkpoints.map(({ id, mark }) => [id, mark.milliseconds]));
  const left = new Set(checkpoints.filter(({ id, pins }) => pins.length === 0 && !keep.has(id)));
  const heldByLeft = countHolders(left);
  const sizeOf = (name: string): number => bytesOf.get(name) ?? 0;
  const freed = ({ chain }: CheckpointRecord): number =>
    chain.reduce((all, name) => all + (held.get(name) === 1 ? sizeOf(name) : 0), 0);
  const price = (record: CheckpointRecord): Price | undefined => {
    const milliseconds = cost.get(record.id) ?? 0;
    const frees = freed(record);
    if (frees > 0) return [0, milliseconds / frees];
    // Others have its layers too: it goes only if all of them can go.
    const canFree = record.chain.some((name) => sizeOf(name) > 0 && held.get(name) === heldByLeft.get(name));
    return canFree ? [1, milliseconds] : undefined;
  };
  const evicted: CheckpointRecord[] = [];
  let rest = bytes;
  while (rest > limit) {
    const next = cheapest(left, price);
    if (next === undefined) break;
    rest -= freed(next);
    left.delete(next);
    evicted.push(next);
    for (const counts of [held, heldByLeft])
      for (const name of next.chain) counts.set(name, (counts.get(name) ?? 1) - 1);
    // What stood on it would have to be made again with it.
    for (const { id, parent } of checkpoints)
      if (parent === next.id) cost.set(id, (cost.get(id) ?? 0) + (cost.get(next.id) ?? 0));
  }
  return evicted;
}

/** Those that free something come first, by what a byte of them costs to make again. */
type Price = readonly [rank: number, price: number];

function countHolders(records: Iterable<CheckpointRecord>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { chain } of records) for (const name of chain) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function cheapest(
  records: Iterable<CheckpointRecord>,
  priceOf: (record: CheckpointRecord) => Price | undefined,
): CheckpointRecord | undefined {
  let best: { record: CheckpointRecord; price: Price } | undefined;
  for (const record of records) {
    const price = priceOf(record);
    if (price === undefined) continue;
    if (best === undefined || compare(price, best.price) < 0) best = { record, price };
  }
  return best?.record;
}

const compare = (a: Price, b: Price): number => a[0] - b[0] || a[1] - b[1];
