import { posix } from 'node:path';
import { describeListing } from '../plan/sources/describe-listing.js';
import { baseName } from '../plan/sources/source-path.js';
import { type ContextView, nameOfContext, onDisk } from './context-view.js';
import { followLinks } from './follow-links.js';
import { readFolder } from './read-folder.js';
import { walkContext } from './walk-context.js';

/** What the build sees where a path was looked for: in its folder, or in the nearest one above that is there. */
export async function listNearby(view: ContextView, missing: string): Promise<string> {
  const path = await nearestFolder(view, posix.dirname(missing));
  const names: string[] = [];
  for await (const { path: each, stats } of walkContext(view, path, { descend: () => false })) {
    // Of an ignored folder that holds exceptions, what is in it comes too.
    if (posix.dirname(each) !== (path === '' ? '.' : path)) continue;
    names.push(`${baseName(each)}${stats.isDirectory() ? '/' : ''}`);
  }
  const all = await readFolder(onDisk(view, path));
  return describeListing({
    folder: path === '' ? nameOfContext(view) : `${path}/`,
    names,
    hidden: { count: all.length - names.length, by: view.rules.file },
  });
}

async function nearestFolder(view: ContextView, folder: string): Promise<string> {
  for (let path = folder; path !== '.'; path = posix.dirname(path)) {
    const { path: followed, stats } = await followLinks(view, path);
    if (stats?.isDirectory() === true) return followed;
  }
  return '';
}
