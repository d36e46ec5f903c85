import { breakpointAt, formatBreakpoint, type Breakpoint } from './breakpoint.js';
import { note } from './note.js';
import { readBreakpoint } from './read-breakpoint.js';
import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

/** Sets or clears the one on a line of a step. */
export function toggleBreakpoint(state: SessionState, line: number): Transition {
  const step = state.plan.steps.find((each) => line >= each.line && line <= each.endLine);
  if (step === undefined) return note(state, `no step of this build stands on line ${String(line)}`);
  const isThere = (each: Breakpoint): boolean =>
    each.type === 'line' && each.line >= step.line && each.line <= step.endLine;
  const others = state.breakpoints.filter((each) => !isThere(each));
  const isSet = others.length < state.breakpoints.length;
  const added: Breakpoint = { type: 'line', line: step.line };
  return note(
    { ...state, breakpoints: isSet ? others : [...others, added] },
    isSet ? `no breakpoint on line ${String(step.line)} any more` : `breakpoint on line ${String(step.line)}`,
  );
}

/** Sets one as --break takes it; clears the same where it is set. */
export function setBreakpoint(state: SessionState, place: string): Transition {
  const read = readBreakpoint(place, state.plan);
  if ('problem' in read)
    return note(
      state,
      `${place}: ${[read.problem, read.hint].filter((text) => text !== undefined).join('; ')}`,
    );
  const { breakpoint } = read;
  if (breakpoint.type === 'line') return toggleBreakpoint(state, breakpoint.line);
  if (breakpoint.type === 'failure') return toggleFailure(state);
  const text = formatBreakpoint(breakpoint);
  const others = state.breakpoints.filter((each) => formatBreakpoint(each) !== text);
  if (others.length < state.breakpoints.length)
    return note({ ...state, breakpoints: others }, `no breakpoint ${text} any more`);
  const lines = state.plan.steps
    .filter((step) => breakpointAt([breakpoint], state.plan, step) !== undefined)
    .map(({ line }) => String(line));
  const where = lines.length === 0 ? 'which no step meets' : `before line ${[...new Set(lines)].join(', ')}`;
  return note({ ...state, breakpoints: [...others, breakpoint] }, `breakpoint ${text}, ${where}`);
}

function toggleFailure(state: SessionState): Transition {
  const { endsAtFailure, ...rest } = state;
  return endsAtFailure === true
    ? note(rest, 'breakpoint fail: the debugger stays at a step that fails')
    : note(
        { ...rest, endsAtFailure: true },
        'no breakpoint fail any more: a step that fails ends the debugger',
      );
}
