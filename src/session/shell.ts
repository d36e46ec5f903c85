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
  if (wanted === undefined) return { state, effects: [{ type: 'openShell', step, failed: hasFailed }] };
  if (!hasFailed) return note(state, 'nothing failed here; s opens a shell in the state before the step');
  return { state, effects: [{ type: 'openShell', step, failed: false, look: true }] };
}

/** Keys are the shell's own while it is open: what comes then comes after its end, before that is told. */
export const leavingShell = 'the shell is being left; try again in a moment';

export function leaveShell(before: SessionState, { step, look, commands = [] }: ShellClosed): Transition {
  const told = commands.map(({ text, exitCode }): TriedCommand => ({ step, text, exitCode, by: 'shell' }));
  const { notice, ...rest } = before;
  const state = notice === leavingShell ? rest : before;
  const after = { ...state, tried: addTried(state.tried, told) };
  const left = standByHand(look === true ? after : noteShell(after));
  return told.length === 0 ? left : offerFix(left);
}
