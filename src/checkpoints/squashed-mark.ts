import type { CheckpointMark } from './checkpoint-name.js';
import type { CheckpointRecord } from './inventory.js';

/**
 * The mark of a checkpoint whose layers above the lowest `keptLayers` are one: it no longer stands on the checkpoints in
 * between, so making it again takes what they took as well.
 */
export function squashedMark(
  records: readonly CheckpointRecord[],
  record: CheckpointRecord,
  keptLayers: number,
): CheckpointMark {
  const { mark } = record;
  const baseLayers = Math.min(mark.baseLayers ?? keptLayers, keptLayers);
  return { ...mark, milliseconds: timeAbove(records, record, keptLayers), baseLayers };
}

function timeAbove(
  records: readonly CheckpointRecord[],
  { mark, parent }: CheckpointRecord,
  keptLayers: number,
): number {
  const below = records.find(({ id }) => id === parent);
  const rest =
    below === undefined || below.chain.length <= keptLayers ? 0 : timeAbove(records, below, keptLayers);
  return mark.milliseconds + rest;
}
