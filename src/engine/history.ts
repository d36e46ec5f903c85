// The history an image carries: the base's entries, then one for each step, worded as BuildKit words them.
import { readMark, writeMark, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import type { Step } from '../plan/plan.js';
import { looksSecret } from '../plan/secret-names.js';
import { argumentsOf } from '../plan/state/scope.js';
import type { HistoryEntry } from './ports.js';

export const buildkitComment = 'buildkit.dockerfile.v0';

/**
 * Entries for `steps`. A layer may hold several of them: all but the last that writes files are then marked empty, as
 * an image must have as many filled entries as layers.
 */
export function historyOf(steps: readonly Step[], hasLayer: boolean, created: string): HistoryEntry[] {
  const recorded = steps.filter(({ action }) => action.type !== 'from');
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

function describeStep({ action, text, keyword }: Step): string {
  switch (action.type) {
    case 'run': {
      const given = argumentsOf(action.scope).filter((entry) => !looksSecret(entry.split('=', 1)[0] ?? ''));
      const prefix = given.length === 0 ? '' : `|${String(given.length)} ${given.join(' ')} `;
      return `RUN ${prefix}${action.command.join(' ')} # buildkit`;
    }
    case 'copy':
      return `${text.replaceAll(/\s+/g, ' ')} # buildkit`;
    case 'workdir':
      return `WORKDIR ${action.path}`;
    case 'configure':
    case 'from':
      return keyword === 'ARG' ? hideSecrets(text) : text.replaceAll(/\s+/g, ' ');
  }
}

/** A value goes on to the next blank that is in no quotes and has no escape before it. */
const hideSecrets = (text: string): string =>
  text.replaceAll(
    /([A-Za-z_]\w*)=(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\\`].|[^\s"'\\`])+/gs,
    (whole, name: string) => (looksSecret(name) ? name : whole),
  );
