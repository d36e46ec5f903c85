// What a key asks of the session for the line or the step that the cursor is on.
import type { SessionCommand } from '../session/commands.js';
import { cursorLine, type ViewContext, type ViewState } from './view-state.js';

export type CursorAction = 'toggleBreakpointAtCursor' | 'goToCursor' | 'runCursorAgain' | 'keepCursor';

export function commandAtCursor(view: ViewState, action: CursorAction, context: ViewContext): SessionCommand {
  switch (action) {
    case 'toggleBreakpointAtCursor':
      return { type: 'toggleBreakpoint', line: cursorLine(view, context) };
    case 'goToCursor':
      return { type: 'goTo', step: stepFrom(view, context) };
    case 'runCursorAgain':
      return { type: 'runAgain', step: stepFrom(view, context) };
    case 'keepCursor':
      return { type: 'keepAnyway', line: cursorLine(view, context) };
  }
}

/** The step at the cursor, or the first below it as a debugger does with a line without code; else the end. */
function stepFrom(view: ViewState, context: ViewContext): number {
  const { steps } = context.session.plan;
  const line = cursorLine(view, context);
  return steps.find(({ endLine }) => endLine >= line)?.id ?? steps.length;
}
