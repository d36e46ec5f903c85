import { posix } from 'node:path';
import type { CopyAction } from '../../plan/action.js';

export interface CopyPlace {
  /** Without a slash at its end. */
  readonly target: string;
  /** The destination is certainly a folder: it ends with a slash, or takes several sources. */
  readonly isFolder: boolean;
  /** The folder that has to be there. */
  readonly folder: string;
}

export function placeOf({ destination, sources, files }: CopyAction): CopyPlace {
  const isFolder = destination.endsWith('/') || sources.length + files.length > 1;
  const target = destination === '/' ? '/' : destination.replace(/\/$/, '');
  return { target, isFolder, folder: isFolder ? target : posix.dirname(target) };
}

/** A container's place for what is called `name` where it comes from. */
export const inside = ({ target, isFolder }: CopyPlace, name = ''): string => {
  if (!isFolder) return `by-hand:${target}`;
  return `by-hand:${target === '/' ? '/' : `${target}/`}${name}`;
};
