import { EngineError } from '../../messages/errors.js';

/** A COPY that cannot be carried out, whatever the engine: it fails the step. */
export function refuseCopy(message: string, hint?: string, cause?: unknown): EngineError {
  return new EngineError('copy', 'refused', message, {
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}
