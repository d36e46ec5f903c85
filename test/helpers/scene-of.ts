// What a frame is made from, and what is read off it again.
import type { Scene } from '../../src/tui/present/scene.js';
import type { Row } from '../../src/tui/present/span.js';
import { withoutColors } from '../../src/tui/present/without-colors.js';
import { openView, type ViewContext, type ViewState } from '../../src/tui/view-state.js';

export interface Looks extends Partial<Omit<Scene, 'view'>> {
  readonly columns?: number;
  readonly rows?: number;
  readonly view?: Partial<ViewState>;
}

/** Seen in a window of 80 by 24 if nothing else is said, at the moment at which all is told. */
export function sceneOf(
  context: ViewContext,
  { columns = 80, rows = 24, view = {}, ...others }: Looks = {},
): Scene {
  return {
    ...context,
    view: { ...openView({ columns, rows }), ...view },
    engineName: 'docker 28.5',
    ...others,
  };
}

/** As it is read: no styles, no blanks at the end. */
export const textOf = ({ spans }: Pick<Row, 'spans'>): string =>
  withoutColors(spans.map(({ text }) => text).join('')).trimEnd();
