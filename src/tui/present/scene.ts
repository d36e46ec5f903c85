import type { ViewContext, ViewState } from '../view-state.js';
import type { Marks } from './marks.js';

/** All that a frame is made from. */
export interface Scene extends ViewContext {
  readonly view: ViewState;
  readonly marks: Marks;
  readonly engineName: string;
  readonly imageName?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Of the step that runs. */
export const runningMilliseconds = ({ view, now }: Pick<Scene, 'view' | 'now'>): number | undefined =>
  view.runningSince === undefined ? undefined : Math.max(0, now - view.runningSince);
