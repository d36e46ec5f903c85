import { keyTable, labelOf, modes, type KeyBinding, type KeyTable } from '../keys.js';
import { widthOf } from './fit.js';
import { formatCount } from './format.js';
import type { Scene } from './scene.js';
import { row, span, type Row, type Span } from './span.js';

const allBindings = (table: KeyTable): readonly KeyBinding[] => modes.flatMap((mode) => table[mode]);

export const helpLength = allBindings(keyTable).length;

/** All keys, those that make no sense now faint. */
export function presentHelp(
  { session, view, keys }: Scene,
  height: number,
): { title: readonly Span[]; rows: readonly Row[] } {
  const listed = allBindings(keys);
  const labelWidth = Math.max(...listed.map(({ label }) => widthOf(label))) + 2;
  const shown = listed.slice(view.helpTop, view.helpTop + height);
  const below = helpLength - view.helpTop - shown.length;
  const title = [
    'keys',
    `${labelOf(keys, 'follow')} closes`,
    ...(below === 0 ? [] : [`${formatCount(below, 'line')} below`]),
  ];
  const rows = shown.map(({ label, description, applies }) => {
    const isFaint = !applies(session);
    const padding = ' '.repeat(labelWidth - widthOf(label));
    return row(
      '  ',
      span(label, isFaint ? 'faint' : 'key'),
      padding,
      span(description, isFaint ? 'faint' : undefined),
    );
  });
  return { title: [span(title.join(' · '))], rows };
}
