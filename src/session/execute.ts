// One command beside the steps: in the state before a step, or in what it left by failing.
import type { SessionCommand } from './commands.js';
import type { ExecutionEnded, ExecutionStarted } from './events.js';
import { formatCommand } from './format-command.js';
import type { SessionState, StillStatus } from './state.js';
import { note } from './note.js';
import type { Transition } from './transition.js';
import { addTried } from './tried-command.js';
import { addUndoPoint } from './undo.js';
import { offerFix } from './work-on-fix.js';

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
  const executing = { before: state.status, keeps, text: formatCommand(command).trim() };
  return {
    state: { ...rest, status: 'running', executing },
    effects: [{ type: 'executeCommand', step: state.position, failed, command, keeps }],
  };
}

export function beginExecution(state: SessionState, { before }: ExecutionStarted): SessionState {
  const { executing } = state;
  return executing === undefined || before === undefined
    ? state
    : { ...state, executing: { ...executing, image: before } };
}

export function endExecution(state: SessionState, { step, exitCode }: ExecutionEnded): Transition {
  const { executing, ...rest } = state;
  const status = executing?.before ?? state.status;
  if (executing?.keeps !== true) return { state: { ...rest, status }, effects: [] };
  const { text, image } = executing;
  const before = addUndoPoint(rest, text, image);
  const canUndo = before.undoPoints.length > 0;
  const tried = addTried(state.tried, [{ step, text, exitCode, by: 'prompt' }]);
  const notice = `${describeEnd(exitCode)} · ${canUndo ? 'z undoes it' : 'what it changed stays: it cannot be undone'}`;
  const stands = standByHand({ ...before, tried, notice });
  return state.fix === undefined ? stands : offerFix(stands);
}

const describeEnd = (exitCode: number): string =>
  exitCode === 130 ? 'interrupted (exit code 130)' : `exit code ${String(exitCode)}`;

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
