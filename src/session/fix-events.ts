import type { Fix } from './fix.js';

/** Facts on the way from what was tried by hand to the Dockerfile. */
export type FixEvent = FixProposed | FixRefused | FixProved | SourceWritten | StepAccepted;

/** New text for the instruction of a step. Nothing has been executed or written. */
export interface FixProposed extends Pick<
  Fix,
  'step' | 'commands' | 'instruction' | 'before' | 'text' | 'isEdited' | 'isOffered'
> {
  readonly type: 'fix/proposed';
  readonly time: string;
}

/** No text could be made of it, or it could not be written: all is as it was. */
export interface FixRefused {
  readonly type: 'fix/refused';
  readonly message: string;
  readonly time: string;
}

/** The step succeeded with the new text, from the clean state before it. */
export interface FixProved {
  readonly type: 'fix/proved';
  readonly step: number;
  readonly line: number;
  readonly text: string;
  readonly time: string;
}

/** The Dockerfile holds the fix. */
export interface SourceWritten {
  readonly type: 'source/written';
  readonly path: string;
  /** The file as it was, until the session ends. */
  readonly backup: string;
  readonly time: string;
}

/** What the failed step left counts as the state after it: made by hand, the Dockerfile does not say how. */
export interface StepAccepted {
  readonly type: 'step/accepted';
  readonly step: number;
  readonly stage: string;
  readonly line: number;
  readonly text: string;
  readonly time: string;
}
