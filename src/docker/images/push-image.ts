import type { PushOptions } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { awaitMessages, type EngineMessage } from '../messages-stream.js';
import { toAuthConfig, type FindCredentials } from './pull-image.js';
import { registryOf, splitReference } from './split-reference.js';

export interface Push extends PushOptions {
  readonly reference: string;
  readonly findCredentials: FindCredentials | undefined;
}

export async function pushImage({ docker, call }: Connection, push: Push): Promise<void> {
  const { reference, findCredentials, signal, onProgress } = push;
  const { name, suffix: tag } = splitReference(reference);
  const registry = registryOf(reference);
  const operation = `push ${reference}`;
  const credentials = toAuthConfig(registry, await findCredentials?.(registry));
  await call(operation, signal, async () => {
    // The engine wants this header also of those who ask as nobody.
    const options = { tag, authconfig: credentials ?? {}, abortSignal: signal };
    const answer: unknown = await docker.getImage(name).push(options);
    const count = createCounter(onProgress);
    await awaitMessages(answer as NodeJS.ReadableStream, operation, count);
  });
}

/** Each layer is told of by itself. */
function createCounter(onProgress: PushOptions['onProgress']): (message: EngineMessage) => void {
  const layers = new Map<string, { current: number; total: number }>();
  return ({ id, progressDetail }) => {
    const { current, total = current } = progressDetail ?? {};
    if (id === undefined || current === undefined || total === undefined) return;
    layers.set(id, { current, total });
    const sum = (key: 'current' | 'total'): number =>
      [...layers.values()].reduce((all, layer) => all + layer[key], 0);
    onProgress?.(sum('current'), sum('total'));
  };
}
