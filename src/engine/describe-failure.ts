import { EngineError, MissingSourceError } from '../messages/errors.js';

export interface FailureDescription {
  readonly exitCode: number;
  readonly message: string;
  readonly hint?: string;
}

/** What the step itself is to blame for; throws a lost engine or a defect of ours. */
export function describeFailure(error: unknown, signal: AbortSignal): FailureDescription {
  if (signal.aborted) return { exitCode: 130, message: 'interrupted' };
  if (error instanceof MissingSourceError)
    return { exitCode: 1, message: error.message, ...hintOf(error.hint) };
  if (error instanceof EngineError && (error.failure === 'refused' || error.failure === 'not-found')) {
    return { exitCode: 1, message: error.message, ...hintOf(error.hint) };
  }
  throw error;
}

const hintOf = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });
