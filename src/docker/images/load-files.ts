import { Readable } from 'node:stream';
import type { FileEntry } from '../../engine/file-entry.js';
import { encodeArchive } from '../archive/encode-archive.js';
import type { Connection } from '../connection.js';
import { awaitMessages } from '../messages-stream.js';

const operation = 'create an image from known layers';

/** Loads an archive with these files: contents by path. */
export async function loadFiles(
  { docker, call }: Connection,
  signal: AbortSignal | undefined,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(files).map(([path, text]) => toFileEntry(path, Buffer.from(text)));
  const archive = Readable.from(encodeArchive(Readable.from(entries)), { objectMode: false });
  await call(operation, signal, async () => {
    const answer = await docker.loadImage(archive, { quiet: true, abortSignal: signal });
    await awaitMessages(answer, operation);
  });
}

function toFileEntry(path: string, content: Buffer): FileEntry {
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
