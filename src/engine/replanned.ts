// The port to whoever makes plans of Dockerfiles: in the middle of a session, after an edit.
import type { RememberedImage } from '../checkpoints/travel-mark.js';
import type { Plan } from '../plan/plan.js';
import type { Checkpoint, RetryRule } from '../session/state.js';
import type { StepReason } from '../session/step-reason.js';
import type { StoredImage } from './image-ports.js';

export interface ReplanRequest {
  /** What the Dockerfile is to be taken for; what stands on disk where absent. */
  readonly text?: string;
  /** The step on this line is not to run again, whatever has changed: what an earlier run made stands for it. */
  readonly keeps?: number;
  /** Tags that stand for no step any more, whatever their names say. */
  readonly forgotten: ReadonlySet<string>;
}

export interface Replanned {
  readonly plan: Plan;
  readonly text: string;
  /** As in SessionSettings. */
  readonly keys: readonly (string | undefined)[];
  readonly keysBefore?: (step: number) => readonly (string | undefined)[];
  readonly keptTags?: ReadonlyMap<number, string>;
  readonly baseImages: ReadonlyMap<string, StoredImage>;
  readonly bases?: readonly RememberedImage[];
  readonly checkpoints: Readonly<Record<number, Checkpoint>>;
  readonly reasons: readonly (readonly StepReason[])[];
  readonly took?: Readonly<Record<number, number>>;
  readonly retries?: RetryRule;
}

/**
 * Called while the session does nothing else. `refused` is what is wrong with the file, as it is shown to the user; it
 * rejects only with a lost engine, with what it was aborted with, and with a defect of ours.
 */
export type Replan = (
  request: ReplanRequest,
  signal: AbortSignal,
) => Promise<Replanned | { readonly refused: string }>;
