import { wrapLine } from '../wrap-line.js';
import { widthOf, widthOfAll } from '../fit.js';
import { span, type Row, type Span } from '../span.js';

/** Text behind a label, cut hard into as many rows as it takes, those after the first below its beginning. */
export function cutIntoRows(label: readonly Span[], text: readonly Span[], width: number): Row[] {
  const indent = widthOfAll(label);
  const room = Math.max(1, width - indent);
  const rows: Span[][] = [[]];
  let left = room;
  for (const { text: whole, style } of text) {
    for (const piece of cutFirst(whole.normalize(), left, room)) {
      const needed = widthOf(piece);
      if (needed > left) {
        rows.push([]);
        left = room;
      }
      rows.at(-1)?.push(span(piece, style));
      left -= needed;
    }
  }
  return rows.map((spans, at) => ({ spans: [...(at === 0 ? label : [span(' '.repeat(indent))]), ...spans] }));
}

/** The first piece fills what is left of a row, if anything is. */
function cutFirst(text: string, left: number, room: number): readonly string[] {
  if (left <= 0 || left === room) return wrapLine(text, room);
  const [first = ''] = wrapLine(text, left);
  const rest = text.slice(first.length);
  return rest === '' ? [first] : [first, ...wrapLine(rest, room)];
}
