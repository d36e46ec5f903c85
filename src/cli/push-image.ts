// An image of the engine to a registry, under a name that it has only for that time.
import process from 'node:process';
import type { ImageStore } from '../engine/ports.js';
import { EngineError } from '../messages/errors.js';
import { plainBytes } from '../report/checkpoints-text.js';

/** `image` is anything the engine finds it by. What had the name `reference` before has it again afterwards. */
export async function pushImage(
  images: Pick<ImageStore, 'find' | 'tag' | 'push' | 'remove'>,
  image: string,
  reference: string,
): Promise<void> {
  const [found, before] = await Promise.all([images.find(image), images.find(reference)]);
  if (found === undefined)
    throw new EngineError('push', 'not-found', `the image ${image} is no longer in the engine`);
  await images.tag(found.id, reference);
  const line = openLine(`pushing ${reference}`);
  try {
    await images.push(reference, { onProgress: line.show });
    line.close(`pushed ${reference} (${plainBytes(found.size)})`);
  } catch (error) {
    line.close();
    throw withAdvice(error, reference);
  } finally {
    if (before === undefined) await images.remove(reference);
    else if (before.id !== found.id) await images.tag(before.id, reference);
  }
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
