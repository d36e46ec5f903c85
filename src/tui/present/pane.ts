// What stands beside the source: one of the tabs, why a step runs, or a fix.
import { paneTop } from '../pane-top.js';
import { visibleRows } from '../scroll-pane.js';
import { isFixShown } from '../update-fix.js';
import { presentFix } from './fix.js';
import { formatCount } from './format.js';
import { highlightMatches } from './highlight-matches.js';
import type { Box } from './layout.js';
import { row, span, type Row, type Span } from './span.js';
import { presentTabBar } from './tab-bar.js';
import type { TabScene } from './tabs/tab.js';
import { contentOf } from './tabs/tabs.js';
import { presentWhy } from './why.js';

export interface Pane {
  readonly title: readonly Span[];
  readonly rows: readonly Row[];
}

export function presentPane(scene: TabScene, box: Box): Pane {
  if (isFixShown(scene.view, scene)) return presentFix(scene, box);
  return scene.view.isWhyOpen === true ? presentWhy(scene, box) : presentTab(scene, box);
}

function presentTab(scene: TabScene, box: Box): Pane {
  const content = contentOf(scene, box);
  const { lines, footer, subject } = content;
  const height = box.height - footer.length;
  const { rows, above, below } = visibleRows(lines, height, paneTop(scene.view, content, height));
  const { search } = scene.view;
  const shown = rows.map((each) =>
    search === undefined ? each.content : highlightMatches(each, lines, search),
  );
  const dropped = above === 0 && lines.first > 0 ? [tellDropped(lines.first)] : [];
  return {
    title: presentTabBar(scene.view.tab, { subject, below, width: box.width - ruleWidth }),
    rows: [...dropped, ...shown.slice(dropped.length), ...footer],
  };
}

/** Of the rule that a title is set into, at its least. */
const ruleWidth = 4;

const tellDropped = (count: number): Row =>
  row(span(`… ${formatCount(count, 'earlier line')} not kept`, 'faint'));
