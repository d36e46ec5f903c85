import { widthOf } from './fit.js';
import type { Row } from './span.js';

/** For terminals that have no more: as many columns as before, so that nothing moves. */
export const toAscii = (row: Row): Row => ({
  ...row,
  spans: row.spans.map((span) => ({ ...span, text: span.text.replaceAll(/[^\0-\x7f]+/g, replaceAll) })),
});

/** What the interface itself adds to text. */
const signs: Readonly<Record<string, string>> = { '…': '~', '·': '-', '×': 'x' };

function replaceAll(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)];
  return characters.map(({ segment }) => signs[segment] ?? '?'.repeat(widthOf(segment))).join('');
}
