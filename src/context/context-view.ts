import type { IgnoreRules } from '../plan/ignore/ignore-rules.js';
import type { ArchivedFacts } from './archived-facts.js';
import type { ContentMemory } from './content-memory.js';

/** A folder on disk as a build sees it. */
export interface ContextView {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** Of one that is given by name, for `COPY --from`. */
  readonly name?: string | undefined;
  readonly rules: IgnoreRules;
  /** Of a folder that was unpacked from an archive. */
  readonly archived?: ArchivedFacts | undefined;
  /** What has been read of it already. */
  readonly contents?: ContentMemory | undefined;
}

/** As errors name it. */
export const nameOfContext = ({ name }: ContextView): string =>
  name === undefined ? 'the build context' : `the build context ${name}`;

/** Where a path of the context lies on disk; it is clean, and asked for every file, which is why nothing makes it so here. */
export const onDisk = ({ root }: ContextView, path: string): string =>
  path === '' ? root : `${root === '/' ? '' : root}/${path}`;
