// Of a step in a transcript: which it is, why it is run, and what came of it.
import prettyMilliseconds from 'pretty-ms';
import { breakpointAt, formatBreakpoint } from '../../session/breakpoint.js';
import type { StepStarted, StepSucceeded } from '../../session/events.js';
import { formatReason } from '../../session/format-reason.js';
import type { SessionState } from '../../session/state.js';
import { codeSpan, prose } from './markdown.js';
import type { Telling } from './tell-input.js';

const longestTitle = 100;

export function headStep({ plan }: SessionState, id: number, hide: Telling['hide']): string {
  const step = plan.steps[id];
  if (step === undefined) return '### The end';
  const text = hide(step.text.replaceAll(/\s+/g, ' '));
  const title = text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text;
  return `### Line ${String(step.line)}: ${codeSpan(title)}`;
}

/** In a sentence. */
export function nameStep({ plan }: SessionState, id: number, hide: Telling['hide']): string {
  const step = plan.steps[id];
  if (step === undefined) return 'the end';
  return `line ${String(step.line)} (${codeSpan(hide(step.keyword))})`;
}

export function tellBegun({ step: id, because = [] }: StepStarted, { after, hide }: Telling): string {
  const { plan } = after;
  const step = plan.steps[id];
  const stage = plan.stages.find(({ index }) => index === step?.stage);
  const where = `Step ${String(id + 1)} of ${String(plan.steps.length)}${plan.stages.length > 1 ? `, stage ${codeSpan(stage?.name ?? '')}` : ''}.`;
  const reasons = because
    .filter(({ type }) => step?.action.type !== 'from' && type !== 'first' && type !== 'no-cache')
    .map((reason) => `\n- runs because ${prose(hide(formatReason(reason)))}`);
  return `${headStep(after, id, hide)}\n\n${where}${reasons.length === 0 ? '' : '\n'}${reasons.join('')}`;
}

export const tellSucceeded = (event: StepSucceeded, { before, after }: Telling): string =>
  `${tellOutcome(event, before)}${tellBreakpoint(after)}`;

function tellOutcome(event: StepSucceeded, before: SessionState): string {
  if (event.kept === true) return 'Kept, although it has changed.';
  if (event.reused) return 'Reused: it was done before, and nothing it depends on has changed.';
  const onTop =
    event.from === 'live' && before.failure !== undefined ? ', on top of what the failure had left' : '';
  return `Done in ${prettyMilliseconds(event.milliseconds, { secondsDecimalDigits: 1 })}${onTop}.`;
}

function tellBreakpoint({ status, plan, breakpoints, position }: SessionState): string {
  const next = plan.steps[position];
  const breakpoint = next === undefined ? undefined : breakpointAt(breakpoints, plan, next);
  if (status !== 'paused' || next === undefined || breakpoint === undefined) return '';
  return `\n\nStopped before line ${String(next.line)}, at the breakpoint ${codeSpan(formatBreakpoint(breakpoint))}.`;
}
