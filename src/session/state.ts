// The state of a session: plain data. Folding the journal gives it; nothing in it needs a clock or an engine.
import type { Breakpoint } from './breakpoint.js';
import type { Fix } from './fix.js';
import type { Plan, Step } from '../plan/plan.js';
import type { StepReason } from './step-reason.js';
import type { TriedCommand } from './tried-command.js';
import type { UndoPoint } from './undo.js';

export interface SessionState {
  readonly plan: Plan;
  /** True for the debugger: it pauses and stays; false for a build: it ends at the first failure. */
  readonly interactive: boolean;
  /** Of a build: end at once, or open a shell in the wreck first. */
  readonly onFailure: 'stop' | 'shell';
  readonly retries: RetryRule;
  /** Of the step that is being tried again. */
  readonly attempt?: { readonly step: number; readonly number: number };
  readonly status: SessionStatus;
  /** The step that comes next; `plan.steps.length` after the last. */
  readonly position: number;
  /** While a command runs that is no step: what the session goes back to, and whether what it changes stays. */
  readonly executing?: Executing;
  /** While a shell is made ready, and while it is open: what the session goes back to where none comes of it. */
  readonly opening?: StillStatus;
  /** While the plan is made anew: what the session goes back to, and which step runs again then. */
  readonly replanning?: { readonly before: StillStatus; readonly thenRuns?: number };
  /** Why the Dockerfile as it is now gives no plan: this one is of the last that did. */
  readonly planProblem?: string;
  readonly until: RunGoal;
  /** One for each step of the plan. */
  readonly steps: readonly StepProgress[];
  /** States that can be had without executing what came before; by the step they stand after. */
  readonly checkpoints: Readonly<Record<number, Checkpoint>>;
  /** Checkpoints of states that hold changes made by hand: good in this session only. */
  readonly handmade: Readonly<Record<number, Checkpoint>>;
  /** The state before this step was changed by hand, and every one after it. */
  readonly handmadeFrom?: number;
  /** For each step, why it runs again if it does; as things were before the session. */
  readonly reasons: readonly (readonly StepReason[])[];
  /** What each step took when it was last executed, in milliseconds, by its number: here, or as an earlier run tells. */
  readonly took: Readonly<Record<number, number>>;
  /** The state before this step is all that is wanted: the session pauses there, and passes over what it does not need. */
  readonly goal?: number;
  readonly breakpoints: readonly Breakpoint[];
  /** The breakpoint `fail` is cleared: a step that fails ends the debugger, as it ends a build. */
  readonly endsAtFailure?: true;
  /** By hand, where the session stands, in order. */
  readonly tried: readonly TriedCommand[];
  /** Of the commands at the prompt there, the last one last. */
  readonly undoPoints: readonly UndoPoint[];
  /** Of the step at the position, or of the one before it once it is proved. */
  readonly fix?: Fix;
  /** It stops before every step, whatever it runs for. */
  readonly teaches: boolean;
  readonly failure?: Failure;
  /** Of the finished build. */
  readonly image?: { readonly id: string; readonly tags: readonly string[] };
  /** The Dockerfile as a fix has written it, and what was said of that; until the next command of the user's. */
  readonly written?: { readonly text: string; readonly notice: string };
  /** The last thing worth a line in a status bar that is not a step. */
  readonly notice?: string;
}

export type SessionStatus =
  | 'ready' // nothing has happened yet
  | 'running'
  | 'shell' // a shell is open in the live container
  | StillStatus
  | 'ended';

export interface Executing {
  readonly before: StillStatus;
  readonly keeps: boolean;
  /** For people. */
  readonly text: string;
  /** It is being undone. */
  readonly undoes?: true;
  /** It holds the state before it, where that cannot be made again. */
  readonly image?: string;
}

export type StillStatus =
  | 'paused' // before `position`
  | 'failed' // the step at `position` failed; its wreck is alive
  | 'finished'; // the image is made

/** What a running session runs for: one step, or until something stops it, at the latest before a step. */
export type RunGoal = 'pause' | 'stop' | { readonly before: number };

export interface StepProgress {
  readonly status: 'pending' | 'running' | 'done' | 'reused' | 'skipped' | 'failed';
  readonly milliseconds?: number;
  /** Reused although it has changed. */
  readonly kept?: boolean;
  /** It failed, and worked on top of what it had left. */
  readonly onWreck?: boolean;
  /** What it left by failing was taken as it was: made by hand, the Dockerfile does not say how. */
  readonly isAccepted?: boolean;
}

export interface Checkpoint {
  /** Its tag. */
  readonly image: string;
  /** Of its own layer. */
  readonly bytes: number;
  /** The user keeps it although what the step is made of has changed. */
  readonly kept?: boolean;
}

export interface Failure {
  readonly step: number;
  readonly exitCode: number;
  readonly message: string;
  readonly hint?: string;
  readonly tail: readonly string[];
}

/** Which steps are tried again, from the clean state before them, when they fail by themselves. */
export interface RetryRule {
  /** At most so often. */
  readonly times: number;
  /** Before the first; twice as long before each further one. */
  readonly waitMilliseconds: number;
  /** Those that touch the network. */
  readonly steps: readonly number[];
}

export interface SessionOptions {
  readonly interactive: boolean;
  /** Found before the session began. */
  readonly checkpoints?: Readonly<Record<number, Checkpoint>>;
  readonly reasons?: readonly (readonly StepReason[])[];
  readonly took?: Readonly<Record<number, number>>;
  readonly breakpoints?: readonly Breakpoint[];
  readonly teaches?: boolean;
  readonly onFailure?: 'stop' | 'shell';
  readonly retries?: RetryRule;
  /** A step, or the number of steps for the state after the last; never a FROM. */
  readonly goal?: number;
}

export function createSession(plan: Plan, options: SessionOptions): SessionState {
  const { goal, checkpoints = {} } = options;
  return {
    plan,
    interactive: options.interactive,
    onFailure: options.onFailure ?? 'stop',
    retries: options.retries ?? { times: 0, waitMilliseconds: 0, steps: [] },
    status: 'ready',
    position: 0,
    until: 'stop',
    steps: plan.steps.map(() => ({ status: 'pending' })),
    checkpoints: goal === undefined ? checkpoints : checkpointsBefore(checkpoints, goal),
    handmade: {},
    reasons: options.reasons ?? [],
    took: options.took ?? {},
    breakpoints: options.breakpoints ?? [],
    tried: [],
    undoPoints: [],
    teaches: options.teaches ?? false,
    ...(goal === undefined ? {} : { goal }),
  };
}

/** What later ones spare a build may be needed on the way to the goal. */
export const checkpointsBefore = (
  checkpoints: SessionState['checkpoints'],
  goal: number,
): typeof checkpoints =>
  Object.fromEntries(Object.entries(checkpoints).filter(([step]) => Number(step) < goal));

export const stepAt = (state: SessionState, id: number): Step | undefined => state.plan.steps[id];

export const isAtEnd = (state: SessionState): boolean => state.position >= state.plan.steps.length;
