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
    return { exitCode: 1, message: error.message, ...hintOf(withNearby(error)) };
  if (error instanceof EngineError && (error.failure === 'refused' || error.failure === 'not-found')) {
    return { exitCode: 1, message: error.message, ...hintOf(error.hint) };
  }
  throw error;
}

/** Lines of one hint: what is most likely meant, then what there is. */
const withNearby = ({ hint, nearby }: MissingSourceError): string | undefined => {
  const lines = [...(hint === undefined ? [] : [hint]), ...nearby];
  return lines.length === 0 ? undefined : lines.join('\n');
};

const hintOf = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });
