import { Readable } from 'node:stream';
import type { FileEntries, FileEntry } from '../../engine/file-entry.js';
import { encodeArchive } from '../archive/encode-archive.js';
import type { Connection } from '../connection.js';
import { awaitMessages } from '../messages-stream.js';
import { rememberFailure } from '../remember-failure.js';

const operation = 'create an image';

/** Loads an archive with these files: contents by path. */
export function loadFiles(
  connection: Connection,
  signal: AbortSignal | undefined,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(files).map(([path, text]) => toFileEntry(path, Buffer.from(text)));
  return loadEntries(connection, signal, Readable.from(entries));
}

/** Rejects with what the entries fail of, where they do. */
export async function loadEntries(
  { docker, call }: Connection,
  signal: AbortSignal | undefined,
  entries: FileEntries,
): Promise<void> {
  const source = rememberFailure(encodeArchive(entries));
  const archive = Readable.from(source.chunks, { objectMode: false });
  try {
    await call(operation, signal, async () => {
      const answer = await docker.loadImage(archive, { quiet: true, abortSignal: signal });
      await awaitMessages(answer, operation);
    });
  } catch (error) {
    throw source.failure() ?? error;
  } finally {
    archive.destroy();
  }
}

export function toFileEntry(path: string, content: Buffer): FileEntry {
  const size = content.length;
  return {
    path,
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    modified: 0,
    size,
    read: () => Readable.from([content]),
  };
}
