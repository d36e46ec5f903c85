// What happens to steps.
import type { StepReason } from './step-reason.js';

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
