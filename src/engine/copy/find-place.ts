// Where a path of a container's file system leads, and how much of it is there.
import { posix } from 'node:path';
import type { PathStatus } from '../ports.js';
import { refuseCopy } from './refuse-copy.js';

export interface Place {
  /** Absolute, clean, no link at its end. */
  readonly path: string;
  /** `blocked`: something on the way is neither a folder nor a link. */
  readonly type: 'file' | 'directory' | 'missing' | 'blocked';
  /** The part of `path` that exists: all of it, or the last folder before what is missing. */
  readonly existing: string;
}

/** What lies at a path, as Containers.status says. */
export type Look = (path: string) => Promise<PathStatus | undefined>;

/** As in BuildKit; more are taken for a circle. */
const maximumLinks = 255;

/** Follows the links in an absolute path, the one at its end too, and those that lead nowhere yet. */
export async function findPlace(look: Look, path: string): Promise<Place> {
  let current = cleanPath(path);
  for (let links = 0; links <= maximumLinks; links += 1) {
    const { existing, status } = await findExisting(look, current);
    if (status?.type !== 'link') return { path: current, existing, type: typeOf(current, existing, status) };
    current = cleanPath(`/${status.target ?? ''}/${current.slice(existing.length)}`);
  }
  throw refuseCopy(`too many links lead from ${path} to one another`, 'remove the circle of links');
}

/**
 * As if there were nothing but the root. A copy laid out there has each folder on its way, and replaces what is no folder:
 * a layer of its own that comes on top of the others, as `COPY --link` makes it on the containerd store.
 */
export function placeApart(path: string): Place {
  const clean = cleanPath(path);
  return { path: clean, existing: '/', type: clean === '/' ? 'directory' : 'missing' };
}

/** Absolute; `..` stops at the root; no slash at the end but the root's own. */
function cleanPath(path: string): string {
  const clean = posix.normalize(`/${path}`).replace(/^\/+/, '/');
  return clean === '/' ? clean : clean.replace(/\/$/, '');
}

/** From the end, because mostly all of it exists, and each look is a request. */
async function findExisting(
  look: Look,
  path: string,
): Promise<{ existing: string; status: PathStatus | undefined }> {
  for (let existing = path; existing !== '/'; existing = posix.dirname(existing)) {
    const status = await look(existing);
    if (status !== undefined) return { existing, status };
  }
  return { existing: '/', status: undefined };
}

function typeOf(path: string, existing: string, status: PathStatus | undefined): Place['type'] {
  const isFolder = status === undefined || status.type === 'directory';
  if (existing === path) return isFolder ? 'directory' : 'file';
  return isFolder ? 'missing' : 'blocked';
}
