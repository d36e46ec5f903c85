// Named pieces of text to the terminal's own: the one place that knows colours.
import { withoutColors } from '../present/without-colors.js';
import type { Row, Span, Style } from '../present/span.js';

/**
 * SGR parameters (ECMA-48 8.3.117): with colours, and without for NO_COLOR. Only colours that are read on white as well
 * as on black: neither yellow nor any bright one.
 */
export const looks: Readonly<Record<Style, readonly [colored: string, plain: string]>> = {
  keyword: ['36', ''],
  string: ['32', ''],
  variable: ['35', ''],
  symbol: ['34', ''],
  comment: ['2', '2'],
  faint: ['2', '2'],
  strong: ['1', '1'],
  good: ['32', ''],
  bad: ['1;31', '1'],
  current: ['1;35', '1'],
  breakpoint: ['31', '1'],
  running: ['35', '1'],
  key: ['1;36', '1'],
  match: ['4;35', '4'],
  found: ['7', '7'],
};

export const paintRow = (row: Row, hasColor: boolean): string =>
  row.bar === true ? paintBar(row) : row.spans.map((span) => paintSpan(span, hasColor)).join('');

/** Inverse in one tone: inverted colours are hard to read, and faint ones more so. */
function paintBar({ spans }: Row): string {
  const text = spans.map((span) => withoutColors(span.text)).join('');
  return `\u001b[7m${text}\u001b[27m`;
}

function paintSpan({ text, style }: Span, hasColor: boolean): string {
  const shown = hasColor ? text : withoutColors(text);
  const look = style === undefined ? '' : looks[style][hasColor ? 0 : 1];
  if (look !== '' && text !== '') return `\u001b[${look}m${shown}${reset}`;
  // A program's colours end with the row.
  return shown.includes('\u001b') ? shown + reset : shown;
}

const reset = '\u001b[0m';
