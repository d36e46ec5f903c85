// What each checkpoint of an earlier run adds to the state before it, by the sizes that the engine lists.
import type { StageBase } from '../plan/action.js';
import { imageKey } from '../plan/outline.js';
import type { Plan } from '../plan/plan.js';
import type { Checkpoint } from '../session/state.js';

/** `size`: bytes of all its layers. */
export type SizedCheckpoint = Omit<Checkpoint, 'bytes'> & { readonly size: number };

/** Sizes of base images by imageKey. */
export type BaseSizes = ReadonlyMap<string, { readonly size: number }>;

/** By step. 0 where it cannot be known: no image holds the state before it, or its size is not known. */
export function measureFound(
  plan: Plan,
  found: Readonly<Record<number, SizedCheckpoint>>,
  bases: BaseSizes,
): Record<number, Checkpoint> {
  const ends = new Map<number, number | undefined>();
  const measured: Record<number, Checkpoint> = {};
  for (const { index, base, firstStep, endStep } of plan.stages) {
    let below = sizeOfBase(base, bases, ends);
    let last = firstStep;
    for (let step = firstStep; step < endStep; step += 1) {
      const checkpoint = found[step];
      if (checkpoint === undefined) continue;
      const { size, ...rest } = checkpoint;
      measured[step] = { ...rest, bytes: below === undefined ? 0 : Math.max(0, size - below) };
      below = size;
      last = step;
    }
    ends.set(index, last === endStep - 1 ? below : undefined);
  }
  return measured;
}

function sizeOfBase(
  base: StageBase,
  bases: BaseSizes,
  ends: ReadonlyMap<number, number | undefined>,
): number | undefined {
  switch (base.type) {
    case 'scratch':
      return 0;
    case 'stage':
      return ends.get(base.index);
    case 'image':
      return bases.get(imageKey(base))?.size;
    case 'folder':
      return undefined;
  }
}
