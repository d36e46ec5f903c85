// What --parents makes of a source: where the copying begins, and which paths below that are meant.
import { posix } from 'node:path';
import type { Selection } from '../ignore/path-filter.js';
import { hasWildcards } from './source-path.js';

/** The flags of a COPY or ADD that say which files of a source are copied. */
export interface SourceFlags {
  readonly parents?: boolean | undefined;
  readonly excludes?: readonly string[] | undefined;
}

export interface SourceSelection {
  /** The source to look for: with --parents the folder that the kept paths begin below. */
  readonly source: string;
  readonly selection: Selection;
  /** A path that must be there, as in newer BuildKit; older ones copy nothing then. */
  readonly required?: string;
}

/** With --parents, all of the path is kept, or what stands behind its `/./`. */
export function selectionOf(source: string, { parents, excludes }: SourceFlags): SourceSelection {
  if (parents !== true) return { source, selection: { excludes } };
  const pivot = source.indexOf('/./');
  const base = pivot === -1 ? '/' : source.slice(0, pivot);
  const pattern = posix
    .normalize(`/${pivot === -1 ? source : source.slice(pivot + 3)}`)
    .replace(/^\/+|\/$/g, '');
  const isPlain = !hasWildcards(base) && !hasWildcards(pattern);
  return {
    source: base === '' ? '/' : base,
    selection: { includes: [pattern], excludes },
    ...(isPlain ? { required: posix.join(base, pattern) } : {}),
  };
}
