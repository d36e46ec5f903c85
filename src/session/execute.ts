// One command beside the steps: in the state before a step, or in what it left by failing.
import type { SessionCommand } from './commands.js';
import type { SessionState, StillStatus } from './state.js';
import { note } from './note.js';
import type { Transition } from './transition.js';

type ExecuteCommand = Extract<SessionCommand, { type: 'execute' }>;

/** A stage has no state of its own before its FROM. */
export const hasContainer = ({ plan, position }: SessionState): boolean =>
  plan.steps[position]?.action.type !== 'from';

export function execute(
  state: SessionState & { readonly status: StillStatus },
  { command, keeps }: ExecuteCommand,
): Transition {
  if (!hasContainer(state)) return note(state, 'there is no container before FROM; n goes past it');
  const { notice, ...rest } = state;
  const failed = state.failure !== undefined;
  return {
    state: { ...rest, status: 'running', executing: { before: state.status, keeps } },
    effects: [{ type: 'executeCommand', step: state.position, failed, command, keeps }],
  };
}

export function endExecution({ executing, ...state }: SessionState): Transition {
  if (executing?.keeps === true) return standByHand(state);
  return { state: { ...state, status: executing?.before ?? state.status }, effects: [] };
}

/** Nothing was executed: only why is new. */
export function refuseExecution({ executing, ...state }: SessionState, reason: string): Transition {
  return note({ ...state, status: executing?.before ?? state.status }, reason);
}

/** What was changed by hand cannot be replayed: at a pause the state is kept at once, as one made by hand. */
export function standByHand(state: SessionState): Transition {
  if (state.failure !== undefined) return { state: { ...state, status: 'failed' }, effects: [] };
  const handmadeFrom = Math.min(state.handmadeFrom ?? state.position, state.position);
  return {
    state: { ...state, status: 'paused', handmadeFrom },
    effects: [{ type: 'takeCheckpoint', step: state.position - 1, reason: 'by-hand', handmade: true }],
  };
}
