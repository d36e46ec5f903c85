import type { ViewContext, ViewState } from '../view-state.js';

/** All that a frame is made from. */
export interface Scene extends ViewContext {
  readonly view: ViewState;
  readonly engineName: string;
  readonly imageName?: string;
}

/** Of the step that runs. */
export const runningMilliseconds = ({ view, now }: Pick<Scene, 'view' | 'now'>): number | undefined =>
  view.runningSince === undefined ? undefined : Math.max(0, now - view.runningSince);
