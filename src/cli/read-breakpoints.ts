// `--break` to breakpoints of this run.
import { UsageError } from '../messages/errors.js';
import type { Plan } from '../plan/plan.js';
import type { Breakpoint } from '../session/breakpoint.js';
import { readBreakpoint } from '../session/read-breakpoint.js';

export function readBreakpoints(places: readonly string[], plan: Plan): Breakpoint[] {
  return places.map((text) => {
    const read = readBreakpoint(text, plan);
    if ('problem' in read) throw new UsageError(`--break ${text}: ${read.problem}`, read.hint);
    return { ...read.breakpoint, isOfThisRun: true };
  });
}
