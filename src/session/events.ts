// Facts of a session, in the past tense. The contract's fields are those printed by `--progress json`;
// fields are only ever added.
import type { Plan } from '../plan/plan.js';
import type { FixEvent } from './fix-events.js';
import type {
  ExecutionEnded,
  ExecutionOutput,
  ExecutionRefused,
  ExecutionStarted,
  ShellClosed,
  ShellOpened,
  ShellRefused,
} from './execution-events.js';
import type { Checkpoint, RetryRule } from './state.js';
import type { StepFailed, StepOutput, StepSkipped, StepStarted, StepSucceeded } from './step-events.js';
import type { StepReason } from './step-reason.js';

export type * from './execution-events.js';
export type * from './fix-events.js';
export type * from './step-events.js';

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
  | ShellRefused
  | ExecutionStarted
  | ExecutionOutput
  | ExecutionEnded
  | ExecutionRefused
  /** The state is the one before the last command. */
  | { readonly type: 'execution/undone'; readonly step: number; readonly time: string }
  | {
      readonly type: 'resume/written';
      readonly path: string;
      readonly line: number;
      /** What the user has to do or to know beside. */
      readonly notes?: readonly string[];
      readonly time: string;
    }
  /** Something went wrong beside the steps (a file that cannot be written); the session goes on. */
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
  /** What earlier runs remember, as in `SessionState`. */
  readonly took?: Readonly<Record<number, number>>;
  readonly retries?: RetryRule;
  /** It was made to keep the step on this line anyway. */
  readonly keeps?: number;
  readonly time: string;
}

/** The plan is the last good one still. */
export interface PlanRefused {
  readonly type: 'plan/refused';
  /** Nothing is wrong with the file: the step on this line cannot be kept. */
  readonly keeps?: number;
  /** Nothing is wrong with the file: the user did not wait for the plan. */
  readonly interrupted?: true;
  /** All that is wrong, each problem with its line and column. */
  readonly message: string;
  readonly time: string;
}

/** The plan as far as a reader of events needs it. */
export interface PlanSummary {
  readonly stages: readonly { readonly index: number; readonly name: string }[];
  readonly steps: readonly {
    readonly step: number;
    readonly stage: number;
    readonly line: number;
    readonly text: string;
  }[];
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

export function summarizePlan(plan: Plan): PlanSummary {
  return {
    stages: plan.stages.map(({ index, name }) => ({ index, name })),
    steps: plan.steps.map(({ id, stage, line, text }) => ({ step: id, stage, line, text })),
  };
}
