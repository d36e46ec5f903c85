// The debugger's own breakpoints, which outlast it: for each Dockerfile of a project.
import { keepBreakpoints, recallBreakpoints, type KeptBreakpoint } from '../session/recall-breakpoints.js';
import { formatBreakpoint, type Breakpoint } from '../session/breakpoint.js';
import type { RunningSession } from '../engine/run-session.js';
import type { SessionState } from '../session/state.js';
import type { Project } from './open-project.js';

type Records = Pick<Project, 'records' | 'source'>;

export interface KeptBreakpoints {
  /** Of earlier runs; those given for this one that are not among them. */
  readonly all: readonly Breakpoint[];
  /** What stands for nothing in this plan is kept as it is. */
  readonly lost: readonly KeptBreakpoint[];
}

export async function openBreakpoints(
  { records, plan, source }: Records & Pick<Project, 'plan'>,
  given: readonly Breakpoint[],
): Promise<KeptBreakpoints> {
  const { found, lost } = recallBreakpoints(plan, await records.findBreakpoints(source.path));
  const known = new Set(found.map(formatBreakpoint));
  return { all: [...found, ...given.filter((each) => !known.has(formatBreakpoint(each)))], lost };
}

/** What cannot be written is not remembered. */
export async function rememberBreakpoints(
  { records, source }: Records,
  { plan, breakpoints }: SessionState,
  { lost }: KeptBreakpoints,
): Promise<void> {
  const kept = [...keepBreakpoints(plan, breakpoints), ...lost];
  await records.saveBreakpoints(source.path, kept).catch(() => undefined);
}

/** Each change is kept as it is made: nobody knows how a session will end. */
export function followBreakpoints(
  session: Pick<RunningSession, 'getState' | 'subscribe'>,
  remember: (state: SessionState) => Promise<void>,
): void {
  let known = session.getState().breakpoints;
  let writing = Promise.resolve();
  session.subscribe(() => {
    const state = session.getState();
    if (state.breakpoints === known) return;
    known = state.breakpoints;
    writing = writing.then(() => remember(state));
  });
}
