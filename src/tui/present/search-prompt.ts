// The search's row, in the place of the keys: what is typed, what it came to, and the keys that go on from there.
import { graphemesOf } from '../graphemes.js';
import type { KeyBinding } from '../keys.js';
import { labelKey } from '../label-key.js';
import type { Search } from '../view-state.js';
import { spread, widthOf } from './fit.js';
import { row, span, type Row } from './span.js';

export function presentSearch(search: Search, bindings: readonly KeyBinding[], width: number): Row {
  const remark = describeFound(search);
  const room = width - widthOf(` / ${remark}`) - 1;
  const left = [
    span(' /', 'key'),
    span(endOf(search.query, room), 'strong'),
    span(' ', 'found'),
    span(remark, search.found === 'nothing' ? 'bad' : undefined),
  ];
  const hints = bindings
    .filter(({ hint }) => hint !== undefined)
    .flatMap(({ keys: [key], hint = '' }) =>
      key === undefined ? [] : [span(` ${labelKey(key)}`, 'key'), span(` ${hint} `)],
    );
  return row(...spread(left, hints, width));
}

function describeFound({ found }: Search): string {
  if (found === undefined) return '';
  return found === 'nothing' ? ' not found' : ` ${found.number} of ${found.count}`;
}

/** What is typed is typed at the end: that is what must be seen. */
function endOf(text: string, width: number): string {
  const characters = graphemesOf(text);
  while (characters.length > 0 && widthOf(characters.join('')) > width) characters.shift();
  return characters.join('');
}
