// The Dockerfile with what is known of each line beside it: breakpoint, status, time, size, number.
import type { Step } from '../../plan/plan.js';
import { checkpointAt } from '../../session/reuse.js';
import { breakpointAt } from '../../session/breakpoint.js';
import type { SessionState } from '../../session/state.js';
import { cursorLine } from '../view-state.js';
import { formatBytes, formatDuration } from './format.js';
import { highlightLine, type LinePlace } from './highlight-line.js';
import type { Box } from './layout.js';
import { spinnerAt } from './marks.js';
import { runningMilliseconds, type Scene } from './scene.js';
import { emptyRow, span, type Row, type Span } from './span.js';

/** Below, the size of a step's layer is left out. */
const sizeFrom = 60;

export function presentSource(scene: Scene, { width, height }: Box): Row[] {
  const { view, source, session } = scene;
  const current = session.plan.steps[session.position];
  const cursor = cursorLine(view, scene);
  const firstStage = source.lines.findIndex((text) => /^\s*FROM\s/i.test(text)) + 1;
  const numberWidth = String(source.lines.length).length;
  return Array.from({ length: height }, (_, index) => {
    const line = view.sourceTop + index;
    const text = source.lines[line - 1];
    if (text === undefined) return emptyRow;
    const steps = session.plan.steps.filter((step) => line >= step.line && line <= step.endLine);
    const isCurrent = current !== undefined && line >= current.line && line <= current.endLine;
    const first = steps.filter((step) => step.line === line);
    const spans = [
      breakpointOf(scene, first),
      statusOf(scene, first),
      ...measuresOf(scene, first, width),
      span(` ${String(line).padStart(numberWidth)} `, isCurrent ? 'current' : 'faint'),
      ...highlightLine(text, line < firstStage ? 'first' : placeOf(steps, first), isCurrent),
    ];
    return { spans, ...(line === cursor ? { bar: true } : {}) };
  });
}

function placeOf(steps: readonly Step[], first: readonly Step[]): LinePlace {
  if (steps.length === 0) return 'outside';
  return first.length > 0 ? 'first' : 'continuation';
}

/** Whichever it is, at the first line of each step that it pauses before. */
function breakpointOf({ session, marks }: Scene, first: readonly Step[]): Span {
  const { breakpoints, plan } = session;
  const isSet = first.some((step) => breakpointAt(breakpoints, plan, step) !== undefined);
  return isSet ? span(marks.breakpoint, 'breakpoint') : span(' ');
}

/** Triggers of a base image stand on its FROM's line: the step that matters most is shown. */
function statusOf({ session, marks, now }: Scene, steps: readonly Step[]): Span {
  const statuses = steps.map(({ id }) => session.steps[id]?.status ?? 'pending');
  if (statuses.length === 0) return span(' ');
  if (statuses.includes('failed')) return span(marks.failed, 'bad');
  if (statuses.includes('running')) return span(spinnerAt(marks, now), 'running');
  if (steps.some(({ id }) => id === session.position)) return span(marks.next, 'current');
  if (statuses.includes('pending')) return span(' ');
  if (statuses.includes('skipped')) return span(marks.skipped, 'current');
  return statuses.includes('done') ? span(marks.done, 'good') : span(marks.reused, 'good');
}

function measuresOf(scene: Scene, steps: readonly Step[], width: number): Span[] {
  const time = span(timeOf(scene, steps).padStart(7), 'faint');
  return width < sizeFrom ? [time] : [time, span(sizeOf(scene.session, steps).padStart(7), 'faint')];
}

function timeOf(scene: Scene, steps: readonly Step[]): string {
  const progress = steps.map(({ id }) => scene.session.steps[id]);
  const times = progress.map((each) =>
    each?.status === 'running'
      ? runningMilliseconds(scene)
      : each?.status === 'done'
        ? each.milliseconds
        : undefined,
  );
  const known = times.filter((each) => each !== undefined);
  return known.length === 0 ? '' : formatDuration(known.reduce((sum, each) => sum + each, 0));
}

function sizeOf(session: SessionState, steps: readonly Step[]): string {
  const last = steps.at(-1);
  const checkpoint = last === undefined ? undefined : checkpointAt(session, last.id);
  return checkpoint === undefined || checkpoint.bytes === 0 ? '' : formatBytes(checkpoint.bytes);
}
