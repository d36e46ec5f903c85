// Where one looks in the pane. The place in the output is remembered beside that in the other tabs: it is found the
// hardest again.
import type { TabContent } from './present/tabs/tab.js';
import { topAbove, visibleTop } from './scroll-pane.js';
import type { PanePlace, ViewState } from './view-state.js';

/** The first row to be seen; undefined is the end. */
export function paneTop(view: ViewState, content: TabContent, height: number): PanePlace | undefined {
  if (content.home === 'end') return view.outputTop;
  const { tabTop } = view;
  if (tabTop?.scope === content.scope) return tabTop.place;
  return topAbove(content.lines, { line: content.home, row: 0 }, Math.floor(height / 2));
}

/** The view with another place in the pane; undefined is the end, which the output then follows. */
export function withPaneTop(
  view: ViewState,
  content: TabContent,
  height: number,
  place: PanePlace | undefined,
): ViewState {
  if (content.home !== 'end') {
    const shown = place ?? visibleTop(content.lines, height, undefined);
    return { ...view, tabTop: { place: shown, scope: content.scope } };
  }
  const { outputTop, ...rest } = view;
  return place === undefined ? rest : { ...rest, outputTop: place };
}
