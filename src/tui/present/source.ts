// The Dockerfile with what is known of each line beside it: breakpoint, status, time, size, number.
import type { Step } from '../../plan/plan.js';
import { breakpointAt } from '../../session/breakpoint.js';
import { cursorLine } from '../view-state.js';
import { highlightLine } from './highlight-line.js';
import type { Box } from './layout.js';
import type { Scene } from './scene.js';
import { emptyRow, span, type Row, type Span } from './span.js';
import { sizeOf, statusOf, timeOf } from './step-progress.js';

/** Columns; below, the size of a step's layer is left out. A terminal of 100 columns has both beside the tab. */
const sizeFrom = 49;

const measureWidth = 7;

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
      ...highlightLine(text, source.tokens[line - 1] ?? [], {
        isCurrent,
        isOutside: line >= firstStage && steps.length === 0,
      }),
    ];
    return { spans, ...(line === cursor ? { bar: true } : {}) };
  });
}

/** Columns beside the text: breakpoint, status, time, size and number. */
export const gutterWidth = (lines: number, width: number): number =>
  2 + (width < sizeFrom ? 1 : 2) * measureWidth + String(lines).length + 2;

/** Whichever it is, at the first line of each step that it pauses before. */
function breakpointOf({ session, marks }: Scene, first: readonly Step[]): Span {
  const { breakpoints, plan } = session;
  const isSet = first.some((step) => breakpointAt(breakpoints, plan, step) !== undefined);
  return isSet ? span(marks.breakpoint, 'breakpoint') : span(' ');
}

function measuresOf(scene: Scene, steps: readonly Step[], width: number): Span[] {
  const time = span(timeOf(scene, steps).padStart(measureWidth), 'faint');
  return width < sizeFrom
    ? [time]
    : [time, span(sizeOf(scene.session, steps).padStart(measureWidth), 'faint')];
}
