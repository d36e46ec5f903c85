import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { posix } from 'node:path';
import { cleanSource, joinPath } from '../plan/sources/source-path.js';
import { MissingSourceError } from '../messages/errors.js';
import { type ContextView, onDisk } from './context-view.js';
import { isGone, unreadable } from './file-failure.js';

export interface Followed {
  /** Without links; what is missing of it is kept as it is. */
  readonly path: string;
  /** Undefined where nothing lies. */
  readonly stats: Stats | undefined;
  /** The links passed on the way, in order. */
  readonly links: readonly { readonly path: string; readonly target: string }[];
}

/** As in BuildKit; more are taken for a circle. */
const maximumLinks = 255;

/**
 * Follows every link in `path`, the one at its end too. The context is the whole world: an absolute target begins at
 * its root, and `..` stops there.
 */
export async function followLinks(view: ContextView, path: string): Promise<Followed> {
  const links: { path: string; target: string }[] = [];
  let current = path;
  for (;;) {
    const found = await firstLink(view, current);
    if (found.link === undefined) return { path: current, stats: found.stats, links };
    links.push(found.link);
    if (links.length > maximumLinks) {
      throw unreadable(`"${path}"`, Object.assign(new Error('too many links'), { code: 'ELOOP' }));
    }
    const start = posix.isAbsolute(found.link.target) ? '' : posix.dirname(found.link.path);
    current = cleanSource(`${start}/${found.link.target}/${found.rest}`);
  }
}

interface FirstLink {
  readonly stats: Stats | undefined;
  readonly link?: { readonly path: string; readonly target: string };
  /** What comes behind the link. */
  readonly rest: string;
}

async function firstLink(view: ContextView, path: string): Promise<FirstLink> {
  let reached = '';
  let stats = await statOf(view, '');
  const segments = path === '' ? [] : path.split('/');
  for (const [index, segment] of segments.entries()) {
    reached = joinPath(reached, segment);
    stats = await statOf(view, reached);
    if (stats === undefined) return { stats, rest: '' };
    if (!stats.isSymbolicLink()) continue;
    const target = await readTarget(view, reached);
    return { stats, link: { path: reached, target }, rest: segments.slice(index + 1).join('/') };
  }
  return { stats, rest: '' };
}

async function readTarget(view: ContextView, path: string): Promise<string> {
  const target = await readlink(onDisk(view, path), 'buffer');
  if (!isUtf8(target)) {
    const text = `"${path}" of the build context is a link to "${target.toString()}", and that is not UTF-8`;
    throw new MissingSourceError(text, 'rename what it names, and make the link anew');
  }
  return target.toString();
}

async function statOf(view: ContextView, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(onDisk(view, path));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw unreadable(`"${path}" of the build context`, error);
  }
}
