import { lstat, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from './file-failure.js';

export interface FolderItem {
  readonly name: string;
  /** Undefined for a name that is not UTF-8, under which nothing can be found again. */
  readonly stats: Stats | undefined;
}

/** What lies in a folder, links not followed, in the order of names. What vanishes meanwhile is left out. */
export async function readFolder(folder: string): Promise<readonly FolderItem[]> {
  const names = (await readdir(folder)).sort();
  const found = await statAll(names.map((name) => join(folder, name)));
  return names.flatMap((name, index) => {
    const stats = found[index];
    return stats === undefined && !name.includes('\uFFFD') ? [] : [{ name, stats }];
  });
}

/** Callbacks, and one promise for all of them: three times as fast as a promise for each, on large folders. */
function statAll(paths: readonly string[]): Promise<readonly (Stats | undefined)[]> {
  return new Promise((resolve, reject) => {
    const found = new Array<Stats | undefined>(paths.length);
    let left = paths.length;
    if (left === 0) resolve(found);
    paths.forEach((path, index) => {
      lstat(path, (error, stats) => {
        if (error !== null && !isGone(error)) reject(error);
        found[index] = error === null ? stats : undefined;
        left -= 1;
        if (left === 0) resolve(found);
      });
    });
  });
}
