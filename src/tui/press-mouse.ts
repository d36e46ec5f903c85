import { locate, type PartPlace } from './present/locate.js';
import { layOut } from './present/layout.js';
import { titleAt } from './present/title.js';
import { gutterWidth } from './present/source.js';
import { presentPane } from './present/pane.js';
import type { Row } from './present/span.js';
import type { KeyPressed } from './press-key.js';
import type { Direction } from './key-actions.js';
import type { MouseInput } from './read-mouse.js';
import { updateView } from './update-view.js';
import type { ViewContext, ViewState } from './view-state.js';

/** What a click or a turn of the wheel does here and now. Pure; where nothing is meant it changes nothing. */
export function pressMouse(view: ViewState, mouse: MouseInput, context: ViewContext): KeyPressed {
  const place = locate(layOut(view), mouse);
  if (place === undefined) return { view };
  if (mouse.type === 'wheel') return { view: turnWheel(view, place, mouse.direction, context) };
  // What is being typed keeps the keys, and the eyes, until it is left.
  return isTyping(view) ? { view } : click(view, place, context);
}

const isTyping = ({ prompt, naming, command, search }: ViewState): boolean =>
  [prompt, naming, command, search].some((typed) => typed !== undefined);

function turnWheel(
  view: ViewState,
  { part }: PartPlace,
  direction: Direction,
  context: ViewContext,
): ViewState {
  if (part === 'source') return updateView(view, { type: 'scrollSource', direction }, context);
  if (part === 'help') return updateView(view, { type: 'moveCursor', by: 'notch', direction }, context);
  return updateView(view, { type: 'scrollPane', by: 'notch', direction }, context);
}

function click(view: ViewState, place: PartPlace, context: ViewContext): KeyPressed {
  if (place.part === 'source') return clickSource(view, place, context);
  if (place.part !== 'outputTitle' && place.part !== 'output') return { view };
  const { title, rows } = presentPane({ ...context, view }, layOut(view).output);
  if (place.part === 'output') return { view: clickRow(view, rows[place.row], context) };
  const { tab } = titleAt(title, place.column) ?? {};
  return { view: tab === undefined ? view : updateView(view, { type: 'openTab', tab }, context) };
}

function clickRow(view: ViewState, row: Row | undefined, context: ViewContext): ViewState {
  const line = row?.spans.find((span) => span.line !== undefined)?.line;
  return line === undefined ? view : updateView(view, { type: 'putCursor', line }, context);
}

/** On the text the cursor is put there, beside it a breakpoint is set or cleared. */
function clickSource(view: ViewState, { column, row }: PartPlace, context: ViewContext): KeyPressed {
  const { lines } = context.source;
  const line = view.sourceTop + row;
  if (line > lines.length) return { view };
  if (column >= gutterWidth(lines.length, layOut(view).source.width))
    return { view: updateView(view, { type: 'putCursor', line }, context) };
  return { view, request: { type: 'command', command: { type: 'toggleBreakpoint', line } } };
}
