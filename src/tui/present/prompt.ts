// Typing a breakpoint: the line, and below it those that are set.
import { formatBreakpoint } from '../../session/breakpoint.js';
import { showControls } from './describe-step.js';
import type { Scene } from './scene.js';
import { row, span, type Row } from './span.js';

export function presentPrompt({ session, view }: Scene, typed: string): readonly [Row, Row] {
  const label = ' break at ';
  // Its end is where one types.
  const shown = Array.from(typed)
    .slice(-Math.max(1, view.size.columns - label.length - 1))
    .join('');
  const fail = session.endsAtFailure === true ? [] : ['fail'];
  const set = session.breakpoints.filter(({ type }) => type !== 'failure').map(formatBreakpoint);
  const places = [...fail, ...set].map(showControls).join('  ');
  return [
    row(span(label, 'current'), shown, span('_', 'current')),
    row(
      span(' Enter', 'key'),
      ' sets or clears ',
      span(' Esc', 'key'),
      ' leaves ',
      span(` set: ${places === '' ? 'none' : places}`, 'faint'),
    ),
  ];
}
