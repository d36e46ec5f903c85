import type { ViewContext, ViewState } from '../../view-state.js';
import type { WrappedLines } from '../../wrapped-lines.js';
import type { Box } from '../layout.js';
import type { Row } from '../span.js';

/** One of the things that can stand beside the source. */
export interface Tab {
  /** In the bar; its first letters where there is no room for it. */
  readonly label: string;
  readonly content: (scene: TabScene, box: Box) => TabContent;
}

/** What a tab is made from: the reducer, which scrolls it, knows no more. */
export interface TabScene extends ViewContext {
  readonly view: ViewState;
}

export interface TabContent {
  /** What it is of, for the title; empty where the tab's name says it. */
  readonly subject: string;
  readonly lines: WrappedLines;
  /** Always seen, below the lines. */
  readonly footer: readonly Row[];
  /** Where one looks until one scrolls: a line that must be seen, or the end, which is then followed. */
  readonly home: number | 'end';
  /** A place in one of these says nothing about another: the step, where the tab is about one alone. */
  readonly scope: number;
}

/** The scope of what is not about one step. */
export const wholeSession = -1;
