// Commands: what each does in each status. Refused ones say why and change nothing else.
import { unreachable } from '../messages/errors.js';
import { run } from './advance.js';
import type { SessionCommand } from './commands.js';
import { execute } from './execute.js';
import { keepAnyway } from './keep-anyway.js';
import { isStill } from './stillness.js';
import { note } from './note.js';
import { askForPlan } from './replace-plan.js';
import { retryAnew, runAgainAnew } from './retry-anew.js';
import { retry } from './run-again.js';
import { settle } from './settle.js';
import { leavingShell, openShell } from './shell.js';
import { setBreakpoint, toggleBreakpoint } from './toggle-breakpoint.js';
import { toggleTeaching } from './toggle-teaching.js';
import { skip } from './skip.js';
import type { SessionState } from './state.js';
import type { Transition } from './transition.js';
import { undo } from './undo.js';
import { passOffer, stepToProve, textOnTrial, whyNotDuringFix, workOnFix } from './work-on-fix.js';

export function applyCommand(session: SessionState, command: SessionCommand): Transition {
  const state = command.type === 'replan' ? session : passOffer(withoutWritten(session), command);
  const reason = whyNotDuringFix(state, command);
  if (reason !== undefined) return note(state, reason);
  switch (command.type) {
    case 'quit':
      return { state: { ...state, status: 'ended' }, effects: [{ type: 'endSession' }] };
    case 'toggleBreakpoint':
      return toggleBreakpoint(state, command.line);
    case 'setBreakpoint':
      return setBreakpoint(state, command.place);
    case 'toggleTeaching':
      return toggleTeaching(state);
    case 'next':
      return isStill(state) ? proceed(state, 'pause') : refuse(state);
    case 'continue':
      return isStill(state) ? goOn(state) : refuse(state);
    case 'back':
      return isStill(state) ? back(state) : refuse(state);
    case 'goTo':
      return isStill(state) ? goTo(state, command.step) : refuse(state);
    case 'retry':
      if (!isStill(state)) return refuse(state);
      return command.from === 'clean' ? retryAnew(state) : retry(state, command.from);
    case 'runAgain':
      return isStill(state) ? runAgainAnew(state, command.step) : refuse(state);
    case 'skip':
      return isStill(state) ? skip(state) : refuse(state);
    case 'openShell':
      return isStill(state) ? openShell(state, command.state) : refuse(state);
    case 'execute':
      return isStill(state) ? execute(state, command) : refuse(state);
    case 'undo':
      return isStill(state) ? undo(state) : refuse(state);
    case 'writeResume':
      return isStill(state)
        ? { state, effects: [{ type: 'writeResume', step: state.position }] }
        : refuse(state);
    case 'proposeFix':
    case 'proveFix':
    case 'applyFix':
    case 'dropFix':
    case 'acceptWreck':
      return isStill(state) ? workOnFix(state, command) : refuse(state);
    case 'keepAnyway':
      return isStill(state) ? keepAnyway(state, command.line) : refuse(state);
    case 'replan':
      return isStill(state) ? askForPlan(state, command.text ?? textOnTrial(state)) : refuse(state);
    default:
      return unreachable(command);
  }
}

const withoutWritten = ({ written, ...state }: SessionState): SessionState => state;

function refuse(state: SessionState): Transition {
  if (state.replanning !== undefined) return note(state, 'the Dockerfile is being read again');
  if (state.status === 'shell') return note(state, leavingShell);
  if (state.opening !== undefined) return note(state, 'a shell is being opened; Ctrl-C leaves it');
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

function goOn(state: SessionState): Transition {
  const before = stepToProve(state);
  return proceed(state, before === undefined ? 'stop' : { before });
}

function back(state: SessionState): Transition {
  if (state.failure !== undefined) return settle(state, state.position);
  return state.position === 0 ? note(state, 'this is the beginning') : settle(state, state.position - 1);
}

/** Ahead, all that lies between is executed; behind, the state is as it was then, and every checkpoint stays. */
function goTo(state: SessionState, step: number): Transition {
  if (step < 0 || step > state.plan.steps.length) return note(state, 'there is no such step');
  const isThere = step === state.position && state.failure === undefined;
  if (isThere) return note(state, step === 0 ? 'this is the beginning' : 'it stands there already');
  if (step <= state.position) return settle(state, step);
  return proceed(state, { before: Math.min(step, stepToProve(state) ?? step) });
}
