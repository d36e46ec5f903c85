import type { IncomingMessage } from 'node:http';
import type { PathStatus } from '../../engine/ports.js';
import { EngineError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';

/** A place in a container's file system, absolute. */
export interface ContainerPath {
  readonly container: string;
  readonly path: string;
  readonly signal?: AbortSignal;
}

/** The engine's answer: base64 of JSON, in a header. */
interface EnginePathStatus {
  readonly mode: number;
  readonly size: number;
  readonly linkTarget: string;
}

/** Bits of Go's io/fs.FileMode, which are not those of the kernel. */
const goMode = {
  directory: 2 ** 31,
  link: 1 << 27,
  device: 1 << 26,
  pipe: 1 << 25,
  socket: 1 << 24,
  setuid: 1 << 23,
  setgid: 1 << 22,
  sticky: 1 << 20,
  irregular: 1 << 19,
};

export async function readPathStatus(
  connection: Connection,
  place: ContainerPath,
): Promise<PathStatus | undefined> {
  try {
    return await askPathStatus(connection, place);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.failure === 'not-found') return undefined;
    // The engine's answer for a path that goes on below a file is "internal error", which can be anything.
    if (error.status === 500 && (await liesBelowFile(connection, place))) return undefined;
    throw error;
  }
}

async function askPathStatus(
  { docker, call }: Connection,
  { container, path, signal }: ContainerPath,
): Promise<PathStatus> {
  const answer: unknown = await call(`look at ${path}`, signal, () =>
    docker.getContainer(container).infoArchive({ path, abortSignal: signal }),
  );
  return parsePathStatus(answer as IncomingMessage);
}

async function liesBelowFile(connection: Connection, place: ContainerPath): Promise<boolean> {
  const parent = place.path.replace(/\/+[^/]*\/*$/, '');
  if (parent === '') return false;
  const status = await readPathStatus(connection, { ...place, path: parent });
  if (status?.type === 'link')
    return liesBelowFile(connection, { ...place, path: `${status.target ?? ''}/.` });
  return status?.type !== 'directory';
}

function parsePathStatus(answer: IncomingMessage): PathStatus {
  // Without this the connection is never free for the next request.
  answer.resume();
  const header = String(answer.headers['x-docker-container-path-stat']);
  const status = JSON.parse(Buffer.from(header, 'base64').toString()) as EnginePathStatus;
  const type = toType(status.mode);
  return {
    type,
    mode: toPermissions(status.mode),
    size: status.size,
    ...(type === 'link' ? { target: status.linkTarget } : {}),
  };
}

function toType(mode: number): PathStatus['type'] {
  if (has(mode, goMode.directory)) return 'directory';
  if (has(mode, goMode.link)) return 'link';
  const other = goMode.device | goMode.pipe | goMode.socket | goMode.irregular;
  return has(mode, other) ? 'other' : 'file';
}

function toPermissions(mode: number): number {
  return (
    (mode & 0o777) |
    (has(mode, goMode.setuid) ? 0o4000 : 0) |
    (has(mode, goMode.setgid) ? 0o2000 : 0) |
    (has(mode, goMode.sticky) ? 0o1000 : 0)
  );
}

function has(mode: number, bits: number): boolean {
  return (mode & bits) !== 0;
}
