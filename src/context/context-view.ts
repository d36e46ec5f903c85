import { join } from 'node:path';
import type { IgnoreRules } from '../plan/ignore/ignore-rules.js';

/** A folder on disk as a build sees it. */
export interface ContextView {
  /** Absolute, with links resolved. */
  readonly root: string;
  readonly rules: IgnoreRules;
}

/** Where a path of the context lies on disk. */
export const onDisk = (view: ContextView, path: string): string => join(view.root, path);
