// Facts of a session, in the past tense. The contract's fields are those printed by `--progress json`;
// fields are only ever added.
import type { Plan } from '../plan/plan.js';
import type { FixEvent } from './fix-events.js';
import type { PlanSummary } from './plan-summary.js';
import type { Checkpoint, RetryRule } from './state.js';
import type { StepReason } from './step-reason.js';

export { summarizePlan, type PlanSummary } from './plan-summary.js';

export type SessionEvent =
  | { readonly type: 'session/started'; readonly plan: PlanSummary; readonly time: string }
  | { readonly type: 'stage/started'; readonly stage: number; readonly name: string; readonly time: string }
  | StepStarted
  | StepOutput
  | StepSucceeded
  | StepFailed
  | StepSkipped
  /** The step failed and is tried again, from the clean state before it, after `milliseconds`. */
  | {
      readonly type: 'step/retrying';
      readonly step: number;
      readonly attempt: number;
      readonly times: number;
      readonly milliseconds: number;
      readonly time: string;
    }
  /** The state before `step` was made again, in a container: from `image`, by running `replayed` steps. */
  | {
      readonly type: 'state/restored';
      readonly step: number;
      readonly image: string;
      readonly replayed: number;
      readonly milliseconds: number;
      readonly time: string;
    }
  | CheckpointTaken
  | ShellOpened
  | ShellClosed
  | ExecutionStarted
  | ExecutionOutput
  | ExecutionEnded
  | ExecutionRefused
  /** The state is the one before the last command. */
  | { readonly type: 'execution/undone'; readonly step: number; readonly time: string }
  | { readonly type: 'resume/written'; readonly path: string; readonly line: number; readonly time: string }
  /** Something went wrong beside the steps (a shell that does not start, a file that cannot be written); the session goes on. */
  | { readonly type: 'problem/reported'; readonly message: string; readonly time: string }
  | FixEvent
  | PlanReplaced
  | PlanRefused
  | SessionFinished
  | SessionFailed
  | { readonly type: 'session/interrupted'; readonly time: string };

/** The Dockerfile has changed, or is to be taken for changed: steps have other numbers from here on. */
export interface PlanReplaced {
  readonly type: 'plan/replaced';
  /** JSON lines hold its summary, as in `session/started`. */
  readonly plan: Plan;
  /** What it was made of. */
  readonly text: string;
  /** `given`: it is not what stands on disk. */
  readonly source: 'file' | 'given';
  /** For each step the one of the plan before that has the same step key, or null. */
  readonly sameAs: readonly (number | null)[];
  /** Found for the new plan, by the step they stand after. */
  readonly checkpoints: Readonly<Record<number, Checkpoint>>;
  readonly reasons: readonly (readonly StepReason[])[];
  readonly retries?: RetryRule;
  readonly time: string;
}

/** The plan is the last good one still. */
export interface PlanRefused {
  readonly type: 'plan/refused';
  /** All that is wrong, each problem with its line and column. */
  readonly message: string;
  readonly time: string;
}

export interface StepStarted {
  readonly type: 'step/started';
  readonly step: number;
  readonly stage: string;
  readonly line: number;
  readonly text: string;
  /** Why it is executed though an earlier run did it; of one that is kept, what has changed. Absent where it is reused. */
  readonly because?: readonly StepReason[];
  readonly time: string;
}

export interface StepOutput {
  readonly type: 'step/output';
  readonly step: number;
  readonly stream: 'stdout' | 'stderr';
  /** One piece of output, usually several lines; control sequences other than colours are gone. */
  readonly text: string;
  readonly time: string;
}

export interface StepSucceeded {
  readonly type: 'step/succeeded';
  readonly step: number;
  /** Of executing it; 0 when reused. */
  readonly milliseconds: number;
  /** A checkpoint stands for it: nothing was executed. */
  readonly reused: boolean;
  /** Reused because the user said so, although something has changed. */
  readonly kept?: boolean;
  /** `live`: on top of a state changed by hand or left by a failure. */
  readonly from?: 'clean' | 'live';
  readonly time: string;
}

export interface ShellOpened {
  readonly type: 'shell/opened';
  readonly step: number;
  /** In the state before a failed step, beside what that left. */
  readonly look?: true;
  readonly time: string;
}

export interface ShellClosed {
  readonly type: 'shell/closed';
  readonly step: number;
  readonly exitCode: number;
  /** As in `shell/opened`: what it changed is gone. */
  readonly look?: true;
  /** What was entered in it, in order, as far as the shell told; a command of several lines is one. */
  readonly commands?: readonly { readonly text: string; readonly exitCode: number }[];
  readonly time: string;
}

/** One command begins in the state before `step`, or in what it left by failing. */
export interface ExecutionStarted {
  readonly type: 'execution/started';
  readonly step: number;
  /** For people: the script, or the words. */
  readonly text: string;
  /** An image that holds the state before it, where that cannot be made again. */
  readonly before?: string;
  readonly time: string;
}

/** As in `step/output`. */
export interface ExecutionOutput {
  readonly type: 'execution/output';
  readonly step: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly time: string;
}

export interface ExecutionEnded {
  readonly type: 'execution/ended';
  readonly step: number;
  /** 130 where it was interrupted. */
  readonly exitCode: number;
  readonly milliseconds: number;
  readonly time: string;
}

/** It never began; the state is as it was. */
export interface ExecutionRefused {
  readonly type: 'execution/refused';
  readonly step: number;
  readonly message: string;
  /** What to do about it, where refrom knows. */
  readonly hint?: string;
  readonly time: string;
}

export interface StepFailed {
  readonly type: 'step/failed';
  readonly step: number;
  readonly line: number;
  readonly exitCode: number;
  readonly message: string;
  /** What to do about it, where refrom knows. */
  readonly hint?: string;
  /** The last lines of its output, at most 20. */
  readonly tail: readonly string[];
  readonly time: string;
}

/** Not executed, as the user wished: the state after it is the one before it, made by hand from here on. */
export interface StepSkipped {
  readonly type: 'step/skipped';
  readonly step: number;
  readonly stage: string;
  readonly line: number;
  readonly text: string;
  readonly time: string;
}

export interface CheckpointTaken {
  readonly type: 'checkpoint/taken';
  /** It holds the state after this step. */
  readonly step: number;
  /** Its tag. */
  readonly image: string;
  readonly milliseconds: number;
  /** Of its own layer. */
  readonly bytes: number;
  /** The state holds changes made by hand; no later run takes it for the file's own. */
  readonly handmade?: boolean;
  readonly time: string;
}

export interface SessionFinished {
  readonly type: 'session/finished';
  /** The image's ID, `sha256:…`. */
  readonly image: string;
  readonly tags: readonly string[];
  readonly milliseconds: number;
  /** Lines of the steps that were kept although they had changed: `docker build` would run them. */
  readonly keptLines?: readonly number[];
  /** Of `--checkpoint never`: what a checkpoint after each step executed would have held more, at least. */
  readonly savedBytes?: number;
  readonly time: string;
}

export interface SessionFailed {
  readonly type: 'session/failed';
  readonly step: number;
  readonly line: number;
  readonly exitCode: number;
  /** The nearest checkpoint before the step, or null. */
  readonly checkpoint: string | null;
  /** The container that holds what the step left, where it was kept, or null. */
  readonly wreck: string | null;
  /** Made where they are to go to another machine. */
  readonly travellers?: Travellers;
  readonly time: string;
}

/** Tags of images that are there for the push alone. */
export interface Travellers {
  /** The last good state. */
  readonly state: string | null;
  /** What the failed step left. */
  readonly wreck: string | null;
  /** Finished stages that the rest of the build takes files from. */
  readonly stages: readonly { readonly name: string; readonly image: string }[];
}
