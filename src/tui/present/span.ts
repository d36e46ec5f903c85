// What the presenters make: rows of named pieces of text. Only `paint` knows what a name looks like.
import type { TabName } from '../view-state.js';

export interface Span {
  /** May hold SGR sequences where it comes from a program. */
  readonly text: string;
  readonly style?: Style;
  /** A click on it opens this tab. */
  readonly tab?: TabName;
  /** A click on its row puts the cursor on this line. */
  readonly line?: number;
}

export interface Row {
  readonly spans: readonly Span[];
  /** A bar across the whole width. */
  readonly bar?: boolean;
}

export type Style =
  | 'keyword'
  | 'string'
  | 'variable'
  /** What has a name in the language: flags, stages, what is given a value, programs. */
  | 'symbol'
  | 'comment'
  | 'faint'
  | 'strong'
  | 'good'
  | 'bad'
  | 'current'
  | 'breakpoint'
  | 'running'
  | 'key'
  | 'match'
  | 'found';

export const span = (text: string, style?: Style): Span => (style === undefined ? { text } : { text, style });

export const row = (...spans: readonly (Span | string)[]): Row => ({
  spans: spans.map((each) => (typeof each === 'string' ? span(each) : each)),
});

export const emptyRow: Row = { spans: [] };
