// Breakpoints from one run to the next, while the file between is edited.
import type { Plan } from '../plan/plan.js';
import { formatBreakpoint, type Breakpoint } from './breakpoint.js';
import { readBreakpoint } from './read-breakpoint.js';

export interface KeptBreakpoint {
  /** As `--break` takes it. */
  readonly place: string;
  /** Of one on a line: the instruction there, by which it is found where it has moved. */
  readonly text?: string;
}

export function keepBreakpoints(plan: Plan, breakpoints: readonly Breakpoint[]): KeptBreakpoint[] {
  return breakpoints
    .filter(({ isOfThisRun }) => isOfThisRun !== true)
    .map((each): KeptBreakpoint => {
      const place = formatBreakpoint(each);
      const step = each.type === 'line' ? plan.steps.find(({ line }) => line === each.line) : undefined;
      return step === undefined ? { place } : { place, text: step.text };
    });
}

/** Those that mean something in this plan, and those that do not: of another target, say, or of a step that is gone. */
export function recallBreakpoints(
  plan: Plan,
  kept: readonly KeptBreakpoint[],
): { readonly found: readonly Breakpoint[]; readonly lost: readonly KeptBreakpoint[] } {
  const found = new Map<string, Breakpoint>();
  const lost: KeptBreakpoint[] = [];
  for (const each of kept) {
    const breakpoint = recall(plan, each);
    if (breakpoint === undefined) lost.push(each);
    else found.set(formatBreakpoint(breakpoint), breakpoint);
  }
  return { found: [...found.values()], lost };
}

/** Into another plan of the same session. One on a line goes along with its instruction, and goes with it. */
export function carryBreakpoints(
  before: Plan,
  after: Plan,
  breakpoints: readonly Breakpoint[],
): readonly Breakpoint[] {
  const carried = new Map<string, Breakpoint>();
  for (const each of breakpoints) {
    const step = each.type === 'line' ? before.steps.find(({ line }) => line === each.line) : undefined;
    const found = step === undefined ? each : findMoved(after, step.line, step.text);
    if (found === undefined) continue;
    const same = each.isOfThisRun === true ? { ...found, isOfThisRun: each.isOfThisRun } : found;
    carried.set(formatBreakpoint(same), same);
  }
  return [...carried.values()];
}

function recall(plan: Plan, { place, text }: KeptBreakpoint): Breakpoint | undefined {
  if (text !== undefined) return findMoved(plan, Number(place), text);
  const read = readBreakpoint(place, plan);
  return 'breakpoint' in read ? read.breakpoint : undefined;
}

/** The nearest step with the same text; failing that the step on the line, whose text has been edited. */
function findMoved(plan: Plan, before: number, text: string): Breakpoint | undefined {
  const same = plan.steps.filter((step) => step.text === text);
  const near = same.sort((a, b) => Math.abs(a.line - before) - Math.abs(b.line - before))[0];
  const there = near ?? plan.steps.find(({ line }) => line === before);
  return there === undefined ? undefined : { type: 'line', line: there.line };
}
