// The reducer of the search: its prompt takes the keys, and Enter goes from match to match in the pane.
import { unreachable } from '../messages/errors.js';
import { graphemesOf } from './graphemes.js';
import { findMatches, rowOfMatch, type Match } from './find-matches.js';
import type { Direction, SearchAction } from './key-actions.js';
import { paneTop, withPaneTop } from './pane-top.js';
import { layOut } from './present/layout.js';
import type { TabContent } from './present/tabs/tab.js';
import { contentOf } from './present/tabs/tabs.js';
import { isAtOrAfter, topAbove, visibleRows, visibleTop } from './scroll-pane.js';
import { showPane, type PanePlace, type ViewContext, type ViewState } from './view-state.js';

const maximumQuery = 100;

export function updateSearch(view: ViewState, action: SearchAction, context: ViewContext): ViewState {
  const { search, ...rest } = view;
  const query = search?.query ?? '';
  switch (action.type) {
    case 'openSearch': {
      const { isWhyOpen, ...shown } = showPane(rest);
      return { ...shown, isHelpOpen: false, search: { query } };
    }
    case 'typeSearch':
      return { ...rest, search: { query: (query + action.text).slice(0, maximumQuery) } };
    case 'eraseSearch':
      return { ...rest, search: { query: withoutLast(query) } };
    case 'closeSearch':
      return rest;
    case 'findMatch':
      return findMatch(view, query, action.direction, context);
    default:
      return unreachable(action);
  }
}

const withoutLast = (text: string): string => graphemesOf(text).slice(0, -1).join('');

function findMatch(view: ViewState, query: string, direction: Direction, context: ViewContext): ViewState {
  if (query === '') return view;
  const { output } = layOut(view);
  const content = contentOf({ ...context, view }, output);
  const height = output.height - content.footer.length;
  const matches = findMatches(content.lines, query);
  const index = nextIndex(matches, view, content, height, direction);
  const match = matches[index];
  if (match === undefined) return { ...view, search: { query, found: 'nothing' } };
  const found = { match, number: index + 1, count: matches.length };
  return bringIntoSight({ ...view, search: { query, found } }, match, content, height);
}

/** From the last match on, or from what is seen; past the end it begins anew. */
function nextIndex(
  matches: readonly Match[],
  { search, ...view }: ViewState,
  content: TabContent,
  height: number,
  direction: Direction,
): number {
  const found = search?.found;
  const last = found === undefined || found === 'nothing' ? undefined : found.match;
  const top = visibleTop(content.lines, height, paneTop(view, content, height));
  const isAfter = (match: Match): boolean =>
    last === undefined
      ? isAtOrAfter({ line: match.line, row: rowOfMatch(content.lines, match) }, top)
      : match.line > last.line || (match.line === last.line && match.start > last.start);
  const after = matches.findIndex(isAfter);
  if (direction === 1) return Math.max(0, after);
  const isHere = ({ line, start }: Match): boolean => line === last?.line && start === last.start;
  const before = matches.findLastIndex((match) => !isAfter(match) && !isHere(match));
  return before === -1 ? matches.length - 1 : before;
}

/** In the middle, unless it is in sight already. */
function bringIntoSight(view: ViewState, match: Match, content: TabContent, height: number): ViewState {
  const { lines } = content;
  const place: PanePlace = { line: match.line, row: rowOfMatch(lines, match) };
  const { rows } = visibleRows(lines, height, paneTop(view, content, height));
  if (rows.some(({ line, row }) => line === place.line && row === place.row)) return view;
  const top = topAbove(lines, place, Math.floor(height / 2));
  const isEnd = isAtOrAfter(top, visibleTop(lines, height, undefined));
  return withPaneTop(view, content, height, isEnd ? undefined : top);
}
