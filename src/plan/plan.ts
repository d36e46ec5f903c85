// A plan: all steps of the needed stages, each stage after those it needs, every word expanded. Data that never changes.
import type { Range } from '../messages/range.js';
import type { Keyword } from '../syntax/keywords.js';
import type { Action, StageBase } from './action.js';
import type { StageState } from './state/stage-state.js';

export interface Plan {
  /** The needed stages, each after those it needs, else in the order of the file. The last is the target. */
  readonly stages: readonly PlannedStage[];
  /** The same by `PlannedStage.index`. */
  readonly byNumber: ReadonlyMap<number, PlannedStage>;
  /** `steps[i].id === i`. A stage's steps stand together; the first of each is its FROM. */
  readonly steps: readonly Step[];
  /** `os/architecture[/variant]` of what is built, which a stage may differ from. */
  readonly platform: string;
}

export interface PlannedStage {
  /** The number of its FROM in the file, from 0. */
  readonly index: number;
  /** As in `FROM … AS name`, lower-case; else the number. */
  readonly name: string;
  readonly base: StageBase;
  /** `os/architecture[/variant]` of what the stage makes. */
  readonly platform: string;
  /** Half-open span of `Plan.steps`. */
  readonly firstStep: number;
  readonly endStep: number;
}

/** One instruction as it will be executed. */
export interface Step {
  /** Its place in `Plan.steps`. */
  readonly id: number;
  /** `PlannedStage.index`. */
  readonly stage: number;
  /** One-based physical lines; of an ONBUILD trigger, those of the FROM that fired it. */
  readonly line: number;
  readonly endLine: number;
  readonly range: Range;
  readonly keyword: Keyword;
  /** The instruction on one line, as written, for people. */
  readonly text: string;
  /** True for a trigger of the base image. */
  readonly trigger: boolean;
  readonly action: Action;
  /** What an image's history says of the step: see `Lowered`. */
  readonly record: string;
  /** The state after the step. The one before is that of the step before it in its stage. */
  readonly after: StageState;
}
