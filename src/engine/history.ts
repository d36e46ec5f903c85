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

/**
 * A history that ends with the entries of `steps`, as this build words them: that of a checkpoint may have been made with
 * another value of an ARG that nothing has used, and that no key knows of.
 */
export function renewArguments(
  history: readonly HistoryEntry[],
  steps: readonly Step[],
): readonly HistoryEntry[] {
  const renewed = [...history];
  let at = history.length - 1;
  for (const { keyword, record } of steps.filter((step) => step.record !== '').reverse()) {
    const entry = renewed[at];
    if (entry?.created_by.startsWith(`${keyword} `) !== true) break;
    if (keyword === 'ARG') renewed[at] = { ...entry, created_by: record };
    at -= 1;
  }
  return renewed;
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
