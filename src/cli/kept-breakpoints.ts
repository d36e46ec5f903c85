// The debugger's own breakpoints, which outlast it: for each Dockerfile of a project.
import { keepBreakpoints, recallBreakpoints, type KeptBreakpoint } from '../session/recall-breakpoints.js';
import { formatBreakpoint, type Breakpoint } from '../session/breakpoint.js';
import type { SessionState } from '../session/state.js';
import type { Project } from './open-project.js';

type Records = Pick<Project, 'records' | 'plan' | 'source'>;

export interface KeptBreakpoints {
  /** Of earlier runs; those given for this one that are not among them. */
  readonly all: readonly Breakpoint[];
  /** What stands for nothing in this plan is kept as it is. */
  readonly lost: readonly KeptBreakpoint[];
}

export async function openBreakpoints(
  { records, plan, source }: Records,
  given: readonly Breakpoint[],
): Promise<KeptBreakpoints> {
  const { found, lost } = recallBreakpoints(plan, await records.findBreakpoints(source.path));
  const known = new Set(found.map(formatBreakpoint));
  return { all: [...found, ...given.filter((each) => !known.has(formatBreakpoint(each)))], lost };
}

/** What cannot be written is not remembered. */
export async function rememberBreakpoints(
  { records, plan, source }: Records,
  { breakpoints }: SessionState,
  { lost }: KeptBreakpoints,
): Promise<void> {
  const kept = [...keepBreakpoints(plan, breakpoints), ...lost];
  await records.saveBreakpoints(source.path, kept).catch(() => undefined);
}
