import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import type { FileEntries } from '../../engine/file-entry.js';
import { decodeArchive } from '../archive/decode-archive.js';
import type { Connection } from '../connection.js';

export async function saveImage(
  { docker, call, stream }: Connection,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<FileEntries> {
  const operation = `read the image ${reference}`;
  const answer: unknown = await call(operation, signal, () => docker.getImage(reference).get());
  const archive = answer as IncomingMessage;
  if (signal) addAbortSignal(signal, archive);
  return stream(operation, signal, decodeArchive(archive));
}
