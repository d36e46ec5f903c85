// What is searched for, made to stand out where it is seen.
import { matchesIn } from '../find-matches.js';
import type { VisibleRow } from '../scroll-pane.js';
import type { Search } from '../view-state.js';
import { readRows, type WrappedLines } from '../wrapped-lines.js';
import { span, type Row, type Span, type Style } from './span.js';
import { withoutColors } from './without-colors.js';

/** A match may go over the end of a row. A row that holds one loses the colours a program gave it. */
export function highlightMatches(
  { line, row, content }: VisibleRow,
  lines: WrappedLines,
  search: Search,
): Row {
  const rows = lines.rowsAt(line);
  const offset = readRows(rows.slice(0, row)).length;
  const { length } = readRows([content]);
  const ranges = matchesIn(readRows(rows), search.query)
    .map(({ start, end }) => ({
      start: start - offset,
      end: end - offset,
      style: styleOf(search, line, start),
    }))
    .filter(({ start, end }) => end > 0 && start < length);
  return ranges.length === 0 ? content : { ...content, spans: splitSpans(content.spans, ranges) };
}

interface StyledRange {
  readonly start: number;
  readonly end: number;
  readonly style: Style;
}

function styleOf({ found }: Search, line: number, start: number): Style {
  const match = found === undefined || found === 'nothing' ? undefined : found.match;
  return match?.line === line && match.start === start ? 'found' : 'match';
}

function splitSpans(spans: readonly Span[], ranges: readonly StyledRange[]): Span[] {
  let offset = 0;
  return spans.flatMap((each) => {
    const text = withoutColors(each.text);
    const start = offset;
    offset += text.length;
    return splitSpan({ ...each, text }, start, ranges);
  });
}

function splitSpan({ text, style }: Span, offset: number, ranges: readonly StyledRange[]): Span[] {
  const pieces: Span[] = [];
  let done = 0;
  for (const range of ranges) {
    const start = Math.max(done, range.start - offset);
    const end = Math.min(text.length, range.end - offset);
    if (start >= end) continue;
    pieces.push(span(text.slice(done, start), style), span(text.slice(start, end), range.style));
    done = end;
  }
  return [...pieces, span(text.slice(done), style)];
}
