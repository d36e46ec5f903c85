import { Readable } from 'node:stream';
import type { FileEntries, FileEntry } from '../../engine/file-entry.js';
import { decodeArchive } from '../archive/decode-archive.js';
import { encodeArchive } from '../archive/encode-archive.js';
import type { Connection } from '../connection.js';
import { rememberFailure } from '../remember-failure.js';
import type { ContainerPath } from './path-status.js';

export async function readFiles(connection: Connection, place: ContainerPath): Promise<FileEntries> {
  const { container, path, signal } = place;
  const operation = `read ${path}`;
  const archive = await connection.call(operation, signal, () =>
    connection.docker.getContainer(container).getArchive({ path, abortSignal: signal }),
  );
  return connection.stream(operation, signal, relativeToTop(decodeArchive(archive as AsyncIterable<Buffer>)));
}

/** The engine's archive has everything below the last part of the path. */
async function* relativeToTop(entries: FileEntries): FileEntries {
  let top: string | undefined;
  for await (const entry of entries) {
    const path = withoutSlash(entry.path);
    top ??= path;
    yield { ...entry, path: below(top, path), ...toTarget(top, entry) };
  }
}

function toTarget(top: string, { type, target }: FileEntry): { target?: string } {
  return type === 'hardlink' && target !== undefined ? { target: below(top, withoutSlash(target)) } : {};
}

function below(top: string, path: string): string {
  return path === top ? '' : path.slice(top === '' ? 0 : top.length + 1);
}

function withoutSlash(path: string): string {
  return path.replace(/^\.?\/+|\/+$/g, '');
}

export async function writeFiles(
  connection: Connection,
  place: ContainerPath,
  entries: FileEntries,
): Promise<void> {
  // A folder in the place of a file, or the other way round, fails a COPY; unasked, the engine would replace it.
  await putArchive(connection, place, encodeArchive(entries), { noOverwriteDirNonDir: 'true' });
}

export function unpackArchive(
  connection: Connection,
  place: ContainerPath,
  archive: AsyncIterable<Uint8Array>,
): Promise<void> {
  return putArchive(connection, place, archive, {});
}

async function putArchive(
  connection: Connection,
  { container, path, signal }: ContainerPath,
  archive: AsyncIterable<Uint8Array>,
  options: { readonly noOverwriteDirNonDir?: 'true' },
): Promise<void> {
  const source = rememberFailure(archive);
  const body = Readable.from(source.chunks, { objectMode: false });
  try {
    await connection.call(`write to ${path}`, signal, () =>
      connection.docker.getContainer(container).putArchive(body, { path, ...options, abortSignal: signal }),
    );
  } catch (error) {
    // A source that fails ends the connection, and would look like an engine that does.
    throw source.failure() ?? error;
  } finally {
    body.destroy();
  }
}
