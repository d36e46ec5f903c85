// What `--checkpoint never` saves: without states between a stage's ends, what a step wrote and a later one of the same
// container removed or made smaller is in no layer.
import type { Step } from '../plan/plan.js';
import type { LiveContainer, Workbench } from './workbench.js';

export interface WriteMeasurement {
  readonly stage: number;
  readonly step: number;
  readonly container: string;
  /** What a commit of the container would have held after the step. */
  readonly bytes: number;
}

/** After each step that may write, where nothing else would keep its state. */
export async function measureWrites(
  workbench: Workbench,
  live: LiveContainer,
  step: Step,
  signal: AbortSignal,
): Promise<void> {
  if (workbench.settings.policy !== 'never') return;
  const bytes = await workbench.ports.containers.writtenBytes(live.id, signal);
  // A step that is executed again, and those after it, take the place of what they were.
  const kept = workbench.writes.filter((each) => each.stage !== step.stage || each.step < step.id);
  workbench.writes = [...kept, { stage: step.stage, step: step.id, container: live.id, bytes }];
}

/**
 * Bytes that a layer for each step would have held at least, less those of the one layer that each stage has in the end
 * (`joined`, by stage), or, of a stage with one container, that this was committed to. A step's layer holds no less than
 * what the step added on balance; files that it wrote again without making them larger would be in it too, but nobody has
 * counted them. Never negative.
 */
export function savedBytes(
  writes: readonly WriteMeasurement[],
  joined: ReadonlyMap<number, number> = new Map(),
): number {
  const before = new Map<string, number>();
  const committed = new Map<string, number>();
  let added = 0;
  for (const { container, stage, bytes } of writes) {
    added += Math.max(0, bytes - (before.get(container) ?? 0));
    before.set(container, bytes);
    if (!joined.has(stage)) committed.set(container, bytes);
  }
  const kept = [...committed.values(), ...joined.values()].reduce((all, bytes) => all + bytes, 0);
  return Math.max(0, added - kept);
}
