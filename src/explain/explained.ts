import type { Outline } from '../plan/outline.js';
import type { Plan } from '../plan/plan.js';

/** What is explained, and what holds for all of its steps. */
export interface Explained {
  readonly outline: Outline;
  readonly plan: Plan;
  /** The stages below which all images are known, by their numbers in the file: what is not set there is not set. */
  readonly known: ReadonlySet<number>;
}

export function openExplained(outline: Outline, plan: Plan): Explained {
  const known = new Set<number>();
  for (const { index, base } of plan.stages) {
    const isKnown = base.type === 'stage' ? known.has(base.index) : base.type !== 'image' || base.id !== '';
    if (isKnown) known.add(index);
  }
  return { outline, plan, known };
}
