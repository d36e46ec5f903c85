import { fitRow, widthOf, widthOfAll } from './fit.js';
import type { Marks } from './marks.js';
import { row, span, type Row, type Span } from './span.js';

/** Before the title, and at least as much after it. */
const ruleColumns = 2;

/** A rule with the title set into it. */
export function presentTitle({ rule }: Marks, title: readonly Span[], width: number): Row {
  const fitted = fitRow({ spans: title }, width - 2 * ruleColumns).spans;
  const rest = Math.max(0, width - widthOfAll(fitted) - 2 * ruleColumns);
  return row(span(`${rule} `, 'faint'), ...fitted, span(` ${rule.repeat(rest + 1)}`, 'faint'));
}

/** The part of the title that stands at this column of its row. */
export function titleAt(title: readonly Span[], column: number): Span | undefined {
  let left = column - ruleColumns;
  if (left < 0) return undefined;
  return title.find(({ text }) => {
    left -= widthOf(text);
    return left < 0;
  });
}
