// What each checkpoint of an earlier run adds to the state before it, by the sizes that the engine lists.
import type { TaggedImage } from '../engine/ports.js';
import type { StageBase } from '../plan/action.js';
import { imageKey } from '../plan/outline.js';
import type { Plan } from '../plan/plan.js';
import type { Checkpoint } from '../session/state.js';

export interface KnownSizes {
  /** Every tag of a checkpoint. */
  readonly listed: readonly TaggedImage[];
  /** Base images by imageKey. */
  readonly bases: ReadonlyMap<string, { readonly size: number }>;
}

/** By step. 0 where it cannot be known: no image holds the state before it, or its size is not known. */
export function measureFound(
  plan: Plan,
  found: Readonly<Record<number, Checkpoint>>,
  { listed, bases }: KnownSizes,
): Record<number, Checkpoint> {
  const sizes = new Map(listed.map(({ tag, bytes }) => [tag, bytes]));
  const ends = new Map<number, number | undefined>();
  const measured: Record<number, Checkpoint> = {};
  for (const { index, base, firstStep, endStep } of plan.stages) {
    let below = sizeOfBase(base, bases, ends);
    let last = firstStep;
    for (let step = firstStep; step < endStep; step += 1) {
      const checkpoint = found[step];
      if (checkpoint === undefined) continue;
      const size = sizes.get(checkpoint.image);
      const bytes = size === undefined || below === undefined ? 0 : Math.max(0, size - below);
      measured[step] = { ...checkpoint, bytes };
      below = size;
      last = step;
    }
    ends.set(index, last === endStep - 1 ? below : undefined);
  }
  return measured;
}

function sizeOfBase(
  base: StageBase,
  bases: KnownSizes['bases'],
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
