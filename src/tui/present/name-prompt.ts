// Typing a name for a checkpoint: the line, and below it what it is for.
import type { ViewState } from '../view-state.js';
import { row, span, type Row } from './span.js';

export function presentNamePrompt({ size }: ViewState, { image, text }: Naming): readonly [Row, Row] {
  const label = ' name it ';
  // Its end is where one types.
  const shown = Array.from(text)
    .slice(-Math.max(1, size.columns - label.length - 1))
    .join('');
  return [
    row(span(label, 'current'), shown, span('_', 'current')),
    row(
      span(' Enter', 'key'),
      ' names and keeps it ',
      span(' Esc', 'key'),
      ' leaves ',
      span(` ${image}`, 'faint'),
    ),
  ];
}

type Naming = NonNullable<ViewState['naming']>;
