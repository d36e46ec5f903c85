// Commands: what each does in each status. Refused ones say why and change nothing else.
import { unreachable } from '../messages/errors.js';
import { run } from './advance.js';
import type { SessionCommand } from './commands.js';
import { execute, hasContainer } from './execute.js';
import { isStill, note } from './stillness.js';
import { isAtEnd, type SessionState } from './state.js';
import type { Transition } from './transition.js';

export function applyCommand(state: SessionState, command: SessionCommand): Transition {
  switch (command.type) {
    case 'quit':
      return { state: { ...state, status: 'ended' }, effects: [{ type: 'endSession' }] };
    case 'toggleBreakpoint':
      return toggleBreakpoint(state, command.line);
    case 'next':
      return isStill(state) ? proceed(state, 'pause') : refuse(state);
    case 'continue':
      return isStill(state) ? proceed(state, 'stop') : refuse(state);
    case 'back':
      return isStill(state) ? back(state) : refuse(state);
    case 'retry':
      return isStill(state) ? retry(state, command.from) : refuse(state);
    case 'openShell':
      return isStill(state) ? openShell(state) : refuse(state);
    case 'execute':
      return isStill(state) ? execute(state, command) : refuse(state);
    case 'writeResume':
      return isStill(state)
        ? { state, effects: [{ type: 'writeResume', step: state.position }] }
        : refuse(state);
    default:
      return unreachable(command);
  }
}

function refuse(state: SessionState): Transition {
  return note(
    state,
    state.status === 'running' ? 'a step is running; Ctrl-C interrupts it' : 'not possible now',
  );
}

function proceed(state: SessionState, until: SessionState['until']): Transition {
  if (state.status === 'finished') return note(state, 'the build is finished; u goes back, q quits');
  if (state.failure === undefined) return run(state, until);
  return note(
    state,
    'the step failed; r retries from the clean state, R on top of what it left, s opens a shell',
  );
}

/** One step back; behind a hand-made change the file's own states begin again. */
function back(state: SessionState): Transition {
  if (state.failure !== undefined) return settle(state, state.position);
  return state.position === 0 ? note(state, 'this is the beginning') : settle(state, state.position - 1);
}

function settle(state: SessionState, position: number): Transition {
  const { failure, handmadeFrom, notice, image, ...rest } = state;
  const isClean = handmadeFrom === undefined || position < handmadeFrom;
  const steps = state.steps.map((progress, id) =>
    id >= position ? { status: 'pending' as const } : progress,
  );
  const kept = isClean ? { handmade: {} } : { handmadeFrom };
  return { state: { ...rest, ...kept, steps, position, status: 'paused' }, effects: [] };
}

/** Executes the step at the position for real, even where a checkpoint could stand for it. */
function retry(state: SessionState, from: 'clean' | 'wreck'): Transition {
  const step = state.position;
  if (isAtEnd(state)) return note(state, 'there is no step to retry; u goes back');
  if (from === 'wreck' && state.failure === undefined)
    return note(state, 'nothing failed here; r runs the step from the clean state');
  const effect = { type: 'runStep', step, from: from === 'wreck' ? 'live' : 'clean', reuse: false } as const;
  const cleaned = from === 'clean' && state.handmadeFrom === step ? settle(state, step).state : state;
  const { notice, ...rest } = forgetHandmade(cleaned, from);
  return { state: { ...rest, status: 'running', until: 'pause' }, effects: [effect] };
}

/** From the clean state means: without what a shell changed just before this step. */
function forgetHandmade(state: SessionState, from: 'clean' | 'wreck'): SessionState {
  if (from === 'wreck' || state.handmadeFrom !== state.position) return state;
  const { handmadeFrom, ...rest } = state;
  return { ...rest, handmade: {} };
}

function openShell(state: SessionState): Transition {
  if (!hasContainer(state)) return note(state, 'there is no container before FROM; n goes past it');
  return {
    state,
    effects: [{ type: 'openShell', step: state.position, failed: state.failure !== undefined }],
  };
}

function toggleBreakpoint(state: SessionState, line: number): Transition {
  const step = state.plan.steps.find((each) => line >= each.line && line <= each.endLine);
  if (step === undefined) return note(state, `no step of this build stands on line ${String(line)}`);
  const others = state.breakpoints.filter((each) => each < step.line || each > step.endLine);
  const isSet = others.length < state.breakpoints.length;
  return note(
    { ...state, breakpoints: isSet ? others : [...others, step.line] },
    isSet ? `no breakpoint on line ${String(step.line)} any more` : `breakpoint on line ${String(step.line)}`,
  );
}
