// What is known of the steps of one line, in a sign or a few columns each.
import type { Step } from '../../plan/plan.js';
import { checkpointAt } from '../../session/reuse.js';
import type { SessionState } from '../../session/state.js';
import { formatBytes, formatDuration } from './format.js';
import { spinnerAt } from './marks.js';
import { runningMilliseconds } from './scene.js';
import { span, type Span } from './span.js';
import type { TabScene } from './tabs/tab.js';

/** Triggers of a base image stand on its FROM's line: the step that matters most is shown. */
export function statusOf({ session, marks, now }: TabScene, steps: readonly Step[]): Span {
  const statuses = steps.map(({ id }) => session.steps[id]?.status ?? 'pending');
  if (statuses.length === 0) return span(' ');
  if (statuses.includes('failed')) return span(marks.failed, 'bad');
  if (statuses.includes('running')) return span(spinnerAt(marks, now), 'running');
  if (steps.some(({ id }) => id === session.position)) return span(marks.next, 'current');
  if (statuses.includes('pending')) return span(' ');
  if (steps.some(({ id }) => session.steps[id]?.isAccepted === true)) return span(marks.accepted, 'current');
  if (statuses.includes('skipped')) return span(marks.skipped, 'current');
  return statuses.includes('done') ? span(marks.done, 'good') : span(marks.reused, 'good');
}

export function timeOf(scene: TabScene, steps: readonly Step[]): string {
  const known = steps.map(({ id }) => millisecondsOf(scene, id)).filter((each) => each !== undefined);
  return known.length === 0 ? '' : formatDuration(known.reduce((sum, each) => sum + each, 0));
}

/** Of a step that is reused, what it took when it was executed. */
export function millisecondsOf(scene: TabScene, step: number): number | undefined {
  const { steps, took } = scene.session;
  const { status, milliseconds } = steps[step] ?? {};
  switch (status) {
    case 'running':
      return runningMilliseconds(scene);
    case 'done':
      return milliseconds;
    case 'reused':
      return took[step];
    default:
      return undefined;
  }
}

export function sizeOf(session: SessionState, steps: readonly Step[]): string {
  const last = steps.at(-1);
  const checkpoint = last === undefined ? undefined : checkpointAt(session, last.id);
  return checkpoint === undefined || checkpoint.bytes === 0 ? '' : formatBytes(checkpoint.bytes);
}
