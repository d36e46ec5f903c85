import { Readable } from 'node:stream';
import type { Connection } from '../connection.js';
import { awaitMessages } from '../messages-stream.js';
import { rememberFailure } from '../remember-failure.js';
import { splitReference } from './split-reference.js';

export interface ImportOrder {
  readonly archive: AsyncIterable<Uint8Array>;
  readonly tag: string;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with what the archive's source fails of, where it does. */
export async function importArchive(
  { docker, call }: Connection,
  { archive, tag, signal }: ImportOrder,
): Promise<void> {
  const operation = 'read the archive';
  const { name, suffix } = splitReference(tag);
  const source = rememberFailure(archive);
  const body = Readable.from(source.chunks, { objectMode: false });
  try {
    await call(operation, signal, async () => {
      const options = { repo: name, tag: suffix, abortSignal: signal };
      await awaitMessages(await docker.importImage(body, options), operation);
    });
  } catch (error) {
    throw source.failure() ?? error;
  } finally {
    body.destroy();
  }
}
