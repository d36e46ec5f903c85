import { EngineError, MissingSourceError, UsageError } from '../messages/errors.js';
import type { Workbench } from './workbench.js';

export interface FailureDescription {
  readonly exitCode: number;
  readonly message: string;
  readonly hint?: string;
}

/**
 * What the step itself is to blame for. Throws a lost engine, unless somebody sits before the session who can bring it
 * back, and a defect of ours.
 */
export function describeFailure(
  error: unknown,
  signal: AbortSignal,
  workbench: Pick<Workbench, 'ports' | 'state'>,
): FailureDescription {
  if (signal.aborted) return { exitCode: 130, message: 'interrupted' };
  if (error instanceof MissingSourceError)
    return { exitCode: 1, message: error.message, ...hintOf(withNearby(error)) };
  // A file of the context that has vanished while it was read, a secret that cannot be read: the user can mend it.
  if (error instanceof UsageError && isAttended(workbench))
    return { exitCode: 1, message: error.message, ...hintOf(error.hint) };
  if (!(error instanceof EngineError)) throw error;
  const { failure, message } = error;
  if (failure === 'ended') return { exitCode: 137, message, ...hintOf(error.hint) };
  if (failure === 'refused' || failure === 'not-found')
    return { exitCode: 1, message, ...hintOf(error.hint) };
  if (!isAttended(workbench)) throw error;
  return { exitCode: 1, message, hint: engineHint(error) };
}

/** A user at a terminal can start the engine again, and then go on; nobody waits for a script's or a build's. */
export const isAttended = ({ ports, state }: Pick<Workbench, 'ports' | 'state'>): boolean =>
  state().interactive && ports.terminal !== undefined;

export const engineHint = ({ hint }: EngineError): string =>
  `${hint === undefined ? '' : `${hint}; `}once it answers again, a retry goes on from the nearest checkpoint`;

/** Lines of one hint: what is most likely meant, then what there is. */
const withNearby = ({ hint, nearby }: MissingSourceError): string | undefined => {
  const lines = [...(hint === undefined ? [] : [hint]), ...nearby];
  return lines.length === 0 ? undefined : lines.join('\n');
};

const hintOf = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });
