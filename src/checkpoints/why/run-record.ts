// What is remembered of a run, so that the next one can say what has changed. Plain data, kept as JSON.
import type { StepInputs } from '../step-inputs.js';

/** Bumped when its shape changes: an older one is then not read. */
export const recordVersion = 1;

export interface RunRecord {
  readonly version: number;
  /** ISO 8601 */
  readonly time: string;
  /** As the user named it. */
  readonly dockerfile: string;
  readonly target: string;
  /** Of `hide`: two runs tell secrets apart without keeping them. */
  readonly salt: string;
  readonly stages: readonly { readonly index: number; readonly name: string }[];
  readonly steps: readonly StepRecord[];
}

export interface StepRecord {
  /** `PlannedStage.index` */
  readonly stage: number;
  readonly line: number;
  readonly text: string;
  /** Absent where its inputs could not be known. */
  readonly key?: string;
  /** Of the state after it, where an older checkpoint was kept for it. */
  readonly keptKey?: string;
  readonly inputs?: StepInputs;
  /** Where the inputs' origins come from: a stage's name, an image, a context's digest of files, the network. */
  readonly origins: readonly OriginRecord[];
  readonly status: 'done' | 'failed' | 'unfinished';
  /** What it took when it was last executed, where that is known. */
  readonly milliseconds?: number;
  /** The tag of the checkpoint that stood for it at the end of the run. */
  readonly checkpoint?: string;
}

export type OriginRecord =
  /** `listing`: names the list of its files; empty for no file. `context`: one of --build-context. */
  | { readonly type: 'files'; readonly listing: string; readonly context?: string }
  | { readonly type: 'remote'; readonly digest: string }
  | { readonly type: 'stage'; readonly name: string; readonly key: string }
  | { readonly type: 'image'; readonly reference: string; readonly id: string };

/** The key of the state after the step. */
export const stateKey = ({ key, keptKey }: StepRecord): string | undefined => keptKey ?? key;

/** Paths of a build context, each with a digest of what a COPY would make of it. */
export type FileListing = Readonly<Record<string, string>>;
