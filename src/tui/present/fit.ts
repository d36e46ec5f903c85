// Making text exactly as wide as there is room for.
import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import type { Row, Span } from './span.js';
import { isPlain } from './wrap-line.js';
import { withoutColors } from './without-colors.js';

/** Columns on the screen. */
export function widthOf(text: string): number {
  if (isPlain(text)) return text.length;
  const visible = withoutColors(text);
  return isPlain(visible) ? visible.length : stringWidth(visible);
}

/** At most `width` columns; an ellipsis says that something is missing. */
export function cutText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return '';
  if (isPlain(text)) return `${text.slice(0, width - 1)}…`;
  // A wide character across the edge is taken whole, and of some scripts less is counted than is shown.
  let [end, cut] = [width - 1, sliceAnsi(text, 0, width - 1)];
  while (widthOf(cut) >= width) cut = sliceAnsi(text, 0, --end);
  return `${cut}…`;
}

/** Cut at the right; a bar is filled to the end. */
export function fitRow(row: Row, width: number): Row {
  const spans: Span[] = [];
  let left = width;
  for (const [index, each] of row.spans.entries()) {
    const needed = widthOf(each.text);
    // A piece that ends exactly at the edge gives up its last column if more should follow.
    const isCut = needed > left || (needed === left && row.spans.slice(index + 1).some(({ text }) => text));
    const text = isCut ? cutText(needed > left ? each.text : `${each.text}…`, left) : each.text;
    spans.push({ ...each, text });
    left -= widthOf(text);
    if (isCut) break;
  }
  if (row.bar === true && left > 0) spans.push({ text: ' '.repeat(left) });
  return { ...row, spans };
}

/** Left and right part at the ends of a row; the right one gives way first. */
export function spread(left: readonly Span[], right: readonly Span[], width: number): Span[] {
  const room = width - widthOfAll(left) - widthOfAll(right);
  return room < 1 ? [...left] : [...left, { text: ' '.repeat(room) }, ...right];
}

export const widthOfAll = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0);
