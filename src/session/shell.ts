// An interactive shell where the session stands.
import type { ShellClosed } from './events.js';
import { hasContainer, standByHand } from './execute.js';
import { note } from './note.js';
import type { SessionState, StillStatus } from './state.js';
import type { Transition } from './transition.js';
import { addTried, type TriedCommand } from './tried-command.js';
import { noteShell } from './undo.js';
import { offerFix } from './work-on-fix.js';

/** At a failure `clean` is a look: what the step left stays, and so does the state before it. */
export function openShell(
  state: SessionState & { readonly status: StillStatus },
  wanted: 'clean' | undefined,
): Transition {
  if (!hasContainer(state)) return note(state, 'there is no container before FROM; n goes past it');
  const step = state.position;
  const hasFailed = state.failure !== undefined;
  if (wanted !== undefined && !hasFailed)
    return note(state, 'nothing failed here; s opens a shell in the state before the step');
  const { notice, ...rest } = state;
  const look = wanted === undefined ? {} : ({ look: true } as const);
  return {
    state: { ...rest, status: 'running', opening: state.status },
    effects: [{ type: 'openShell', step, failed: hasFailed && wanted === undefined, ...look }],
  };
}

/** Keys are the shell's own while it is open: what comes then comes after its end, before that is told. */
export const leavingShell = 'the shell is being left; try again in a moment';

/** It stands where it stood; a shell that nobody asked for was to be opened after a failure. */
export const refuseShell = ({ opening = 'failed', ...state }: SessionState, message: string): Transition =>
  note({ ...state, status: opening }, message);

export function leaveShell(before: SessionState, { step, look, commands = [] }: ShellClosed): Transition {
  const told = commands.map(({ text, exitCode }): TriedCommand => ({ step, text, exitCode, by: 'shell' }));
  const { notice, opening, ...rest } = before;
  const state = notice === undefined || notice === leavingShell ? rest : { ...rest, notice };
  const after = { ...state, tried: addTried(state.tried, told) };
  const left = standByHand(look === true ? after : noteShell(after));
  return told.length === 0 ? left : offerFix(left);
}
