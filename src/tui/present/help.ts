import { filesBindings, keyBindings, searchBindings } from '../keys.js';
import { widthOf } from './fit.js';
import { formatCount } from './format.js';
import type { Scene } from './scene.js';
import { row, span, type Row, type Span } from './span.js';

const listed = [...keyBindings, ...filesBindings, ...searchBindings];

export const helpLength = listed.length;

/** All keys, those that make no sense now faint. */
export function presentHelp(
  { session, view }: Scene,
  height: number,
): { title: readonly Span[]; rows: readonly Row[] } {
  const shown = listed.slice(view.helpTop, view.helpTop + height);
  const below = helpLength - view.helpTop - shown.length;
  const title = ['keys', 'Esc closes', ...(below === 0 ? [] : [`${formatCount(below, 'line')} below`])];
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

const labelWidth = Math.max(...listed.map(({ label }) => widthOf(label))) + 2;
