// From the session and the view to a screen as plain data. Pure: components only draw it.
import { presentCommandPrompt } from './command-prompt.js';
import { modeOf } from '../mode-of.js';
import { fitRow } from './fit.js';
import { presentHeader } from './header.js';
import { presentHelp } from './help.js';
import { layOut, minimumSize, type Box, type Layout } from './layout.js';
import { presentNamePrompt } from './name-prompt.js';
import { presentPane } from './pane.js';
import { presentPrompt } from './prompt.js';
import { presentSearch } from './search-prompt.js';
import type { Scene } from './scene.js';
import type { Screen, ScreenRows } from './screen.js';
import { presentSource } from './source.js';
import { row, span, type Row } from './span.js';
import { toAscii } from './to-ascii.js';
import { presentHappening, presentKeys, presentProgress } from './status.js';
import { presentTitle } from './title.js';

export function present(scene: Scene): Screen {
  const layout = layOut(scene.view);
  const rows = presentRows(scene, layout);
  return { layout, rows: scene.marks.hasUnicode ? rows : allToAscii(rows) };
}

function presentRows(scene: Scene, layout: Layout): ScreenRows {
  if (layout.type === 'tooSmall') return { notice: presentTooSmall(layout) };
  const { columns } = layout.size;
  const status = [presentProgress(scene), ...presentBottom(scene)];
  return {
    header: [fitRow(presentHeader(scene), columns)],
    ...(layout.type === 'help' ? presentHelpPane(scene, layout) : presentPanes(scene, layout)),
    status: status.map((each) => fitRow(each, columns)),
  };
}

/** What just happened and the keys, or what is being typed. */
function presentBottom(scene: Scene): readonly Row[] {
  const { prompt, naming, command, search, size } = scene.view;
  if (prompt !== undefined) return presentPrompt(scene, prompt);
  if (naming !== undefined) return presentNamePrompt(scene.view, naming);
  if (command !== undefined) return presentCommandPrompt(scene, command);
  const keys =
    search === undefined
      ? presentKeys(scene, modeOf(scene.view))
      : presentSearch(search, scene.keys.search, size.columns);
  return [presentHappening(scene), keys];
}

const allToAscii = (parts: ScreenRows): ScreenRows =>
  Object.fromEntries(Object.entries(parts).map(([part, rows]) => [part, rows.map(toAscii)]));

function presentTooSmall({ size: { columns, rows } }: Layout): Row[] {
  const needed = `${columns}×${rows}, needs ${minimumSize.columns}×${minimumSize.rows}`;
  return ['terminal too small', needed].slice(0, Math.max(1, rows)).map((text) => fitRow(row(text), columns));
}

function presentHelpPane(scene: Scene, { help }: Layout): ScreenRows {
  const { title, rows } = presentHelp(scene, help.height);
  return { helpTitle: [presentTitle(scene.marks, title, help.width)], help: fitRows(rows, help) };
}

function presentPanes(scene: Scene, { type, source, output }: Layout): ScreenRows {
  return {
    ...(type === 'pane' ? {} : { source: fitRows(presentSource(scene, source), source) }),
    ...(type === 'source' ? {} : presentBeside(scene, output)),
    ...(type === 'beside' ? presentDivision(scene, source) : {}),
  };
}

function presentBeside(scene: Scene, box: Box): ScreenRows {
  const { title, rows } = presentPane(scene, box);
  return { outputTitle: [presentTitle(scene.marks, title, box.width)], output: fitRows(rows, box) };
}

const presentDivision = (scene: Scene, source: Box): ScreenRows => ({
  sourceTitle: [presentTitle(scene.marks, [span('source')], source.width)],
  divider: Array.from({ length: source.height + 1 }, (_, index) =>
    row(span(index === 0 ? scene.marks.corner : scene.marks.divider, 'faint')),
  ),
});

const fitRows = (rows: readonly Row[], { width, height }: Box): Row[] =>
  rows.slice(0, height).map((each) => fitRow(each, width));
