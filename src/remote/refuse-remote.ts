import { EngineError } from '../messages/errors.js';

/** What cannot be had from elsewhere: it fails the step. */
export function refuseRemote(message: string, hint?: string, cause?: unknown): EngineError {
  return new EngineError('add', 'refused', message, {
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A name and a password in a URL are nobody's business. */
export const hideCredentials = (url: string): string => url.replace(/^(\w+:\/\/)[^/@]*@/, '$1***@');
