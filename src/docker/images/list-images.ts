import type Docker from 'dockerode';
import { EngineError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';

/** An image that goes while the containerd store lists them all makes it answer that something is not found. */
const mostTries = 10;

export async function listImages(
  { docker, call }: Connection,
  options: { readonly filters?: string },
  signal?: AbortSignal,
): Promise<Docker.ImageInfo[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call('list images', signal, () => docker.listImages({ ...options, abortSignal: signal }));
    } catch (error) {
      if (attempt === mostTries || !isInterrupted(error)) throw error;
    }
  }
}

const isInterrupted = (error: unknown): boolean =>
  error instanceof EngineError && (error.failure === 'not-found' || (error.status ?? 0) >= 500);
