// An image of the engine to a registry, under a name that it has only for that time.
import process from 'node:process';
import type { ImageStore, StoredImage } from '../engine/ports.js';
import { EngineError } from '../messages/errors.js';
import { plainBytes } from '../report/checkpoints-text.js';
import { cleanUpAfter } from './clean-up-after.js';

/**
 * `image` is anything the engine finds it by. What had the name `reference` before has it again afterwards, also where
 * the signal ends it.
 */
export async function pushImage(
  images: Pick<ImageStore, 'find' | 'tag' | 'push' | 'remove'>,
  image: string,
  reference: string,
  signal?: AbortSignal,
): Promise<void> {
  const [found, before] = await Promise.all([images.find(image, signal), images.find(reference, signal)]);
  if (found === undefined)
    throw new EngineError('push', 'not-found', `the image ${image} is no longer in the engine`);
  await images.tag(found.id, reference);
  await cleanUpAfter(
    () => send(images, { reference, size: found.size, signal }),
    [() => restoreName(images, reference, before)],
  );
}

async function send(
  images: Pick<ImageStore, 'push'>,
  {
    reference,
    size,
    signal,
  }: { readonly reference: string; readonly size: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const line = openLine(`pushing ${reference}`);
  try {
    await images.push(reference, { onProgress: line.show, ...(signal && { signal }) });
    line.close(`pushed ${reference} (${plainBytes(size)})`);
  } catch (error) {
    line.close();
    throw withAdvice(error, reference);
  }
}

/** The name is again that of the image that had it before, if there was one. */
export async function restoreName(
  images: Pick<ImageStore, 'find' | 'tag' | 'remove'>,
  reference: string,
  before: Pick<StoredImage, 'id'> | undefined,
): Promise<void> {
  const now = await images.find(reference);
  if (now?.id === before?.id) return;
  if (before === undefined) await images.remove(reference);
  else await images.tag(before.id, reference);
}

/** What the engine says names what is wrong; what to do is the same for all of it. */
export function withAdvice(error: unknown, reference: string): unknown {
  if (!(error instanceof EngineError) || error.failure !== 'refused' || error.hint !== undefined)
    return error;
  const slash = reference.indexOf('/');
  const first = slash === -1 ? '' : reference.slice(0, slash);
  const login = /[.:]/.test(first) || first === 'localhost' ? `docker login ${first}` : 'docker login';
  const { operation, failure, message, status } = error;
  const hint = `see that the registry answers and that the name is right; where it wants a login: ${login}`;
  return new EngineError(operation, failure, message, {
    cause: error,
    hint,
    ...(status === undefined ? {} : { status }),
  });
}

interface ProgressLine {
  readonly show: (done: number, total: number) => void;
  /** With the last word on it. */
  readonly close: (text?: string) => void;
}

/** One line that is written over on a terminal; elsewhere only how it begins and ends. */
export function openLine(title: string): ProgressLine {
  const { stderr } = process;
  const erase = stderr.isTTY ? '\r\u001b[K' : '';
  let shown = 0;
  stderr.write(`refrom: ${title} …${stderr.isTTY ? '' : '\n'}`);
  return {
    show: (done, total) => {
      const now = Date.now();
      if (!stderr.isTTY || now - shown < 100) return;
      shown = now;
      stderr.write(`${erase}refrom: ${title} … ${plainBytes(done)} of ${plainBytes(total)}`);
    },
    close: (text) => {
      stderr.write(text === undefined ? (stderr.isTTY ? '\n' : '') : `${erase}refrom: ${text}\n`);
    },
  };
}
