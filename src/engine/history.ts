// The history an image carries: the base's entries, then one for each step, worded as BuildKit words them.
import { readMark, writeMark, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import type { Step } from '../plan/plan.js';
import { looksSecret } from '../plan/secret-names.js';
import { declaredIn } from '../plan/state/scope.js';
import type { HistoryEntry } from './ports.js';

export const buildkitComment = 'buildkit.dockerfile.v0';

/**
 * Entries for `steps`. A layer may hold several of them: all but the last that writes files are then marked empty, as
 * an image must have as many filled entries as layers.
 */
export function historyOf(steps: readonly Step[], hasLayer: boolean, created: string): HistoryEntry[] {
  const recorded = steps.filter(({ record }) => record !== '');
  const filled = hasLayer ? recorded.findLastIndex(({ action }) => action.type !== 'configure') : -1;
  return recorded.map((step, at) => ({
    created,
    created_by: describeStep(step),
    comment: buildkitComment,
    ...(at === filled ? {} : { empty_layer: true }),
  }));
}

/** The last entry of a checkpoint's history: what refrom must know of it, wherever it travels. */
export const markEntry = (mark: CheckpointMark, created: string): HistoryEntry => ({
  created,
  created_by: 'refrom checkpoint',
  comment: writeMark(mark),
  empty_layer: true,
});

/** What an image built on a checkpoint takes over of its history. */
export const withoutMark = (history: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  readMark(history.at(-1)?.comment) === undefined ? history : history.slice(0, -1);

function describeStep({ action, record }: Step): string {
  if (action.type !== 'run') return record;
  const told = declaredIn(action.scope).filter(([name]) => !looksSecret(name));
  const given = told.map(([name, value]) => `${name}=${value}`);
  return ['RUN', ...(given.length === 0 ? [] : [`|${String(given.length)}`, ...given]), record].join(' ');
}
