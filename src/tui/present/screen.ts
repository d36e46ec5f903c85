import type { Layout } from './layout.js';
import type { Row } from './span.js';

/** A frame as plain data: how the screen is divided, and the rows of every part, each as wide as it may be. */
export interface Screen {
  readonly layout: Layout;
  readonly rows: ScreenRows;
}

/** Only parts that the layout has; a part may have fewer rows than there is room for. */
export type ScreenRows = Readonly<Partial<Record<ScreenPart, readonly Row[]>>>;

export type ScreenPart =
  | 'header'
  | 'sourceTitle'
  | 'source'
  | 'divider'
  | 'outputTitle'
  | 'output'
  | 'helpTitle'
  | 'help'
  /** Done and next; what just happened; keys. */
  | 'status'
  /** Instead of everything, where there is no room for anything. */
  | 'notice';
