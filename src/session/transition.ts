// The only place that decides: state and input to next state and orders. Pure.
import { unreachable } from '../messages/errors.js';
import type { SessionCommand } from './commands.js';
import type { SessionEffect } from './effects.js';
import type { SessionEvent } from './events.js';
import { applyCommand } from './apply-command.js';
import { applyFixEvent, refuseNextPlan, takePlan } from './apply-fix-event.js';
import { advance, begin, fail, passOver } from './advance.js';
import { beginExecution, endExecution, refuseExecution } from './execute.js';
import { leaveShell, refuseShell } from './shell.js';
import type { SessionState } from './state.js';
import { leavePlace } from './tried-command.js';
import { standBeforeCommand } from './undo.js';
import { noteFailure, noteSuccess } from './work-on-fix.js';

export interface Transition {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

export type SessionInput = SessionCommand | SessionEvent;

export const isEvent = (input: SessionInput): input is SessionEvent => input.type.includes('/');

/** A command that makes no sense now changes nothing but the notice. */
export function transition(state: SessionState, input: SessionInput): Transition {
  const next = decide(state, input);
  const stays = next.state.position === state.position || next.state.tried !== state.tried;
  return stays ? next : { ...next, state: leavePlace(next.state) };
}

function decide(state: SessionState, input: SessionInput): Transition {
  if (state.status === 'ended' && endsWithIt(input)) return unchanged(state);
  return isEvent(input) ? applyEvent(state, input) : applyCommand(state, input);
}

/** What is still under way is over with the session, but for a state that is being kept. */
const endsWithIt = (input: SessionInput): boolean =>
  isEvent(input) ? input.type !== 'checkpoint/taken' : input.type === 'quit';

/** The state a journal leads to; its effects have been carried out long ago. */
export const foldJournal = (start: SessionState, journal: readonly SessionInput[]): SessionState =>
  journal.reduce((state, input) => transition(state, input).state, start);

const unchanged = (state: SessionState): Transition => ({ state, effects: [] });

function applyEvent(state: SessionState, event: SessionEvent): Transition {
  switch (event.type) {
    case 'session/started':
      return begin(state);
    case 'step/started':
      // What it makes of the state is on no command's way any more.
      return unchanged({ ...withStep(state, event.step, { status: 'running' }), undoPoints: [] });
    case 'step/succeeded':
      return noteSuccess(advance(state, event), event.step);
    case 'step/failed':
      return noteFailure(fail(state, event));
    case 'step/skipped':
      return passOver(state, event);
    case 'checkpoint/taken': {
      const { image, bytes, step } = event;
      const kind = event.handmade === true ? 'handmade' : 'checkpoints';
      return unchanged({ ...state, [kind]: { ...state[kind], [step]: { image, bytes } } });
    }
    case 'shell/opened':
      return unchanged({ ...state, status: 'shell' });
    case 'shell/closed':
      return leaveShell(state, event);
    case 'shell/refused':
      return refuseShell(state, event.message);
    case 'execution/ended':
      return endExecution(state, event);
    case 'execution/refused':
      return refuseExecution(state, event.message);
    case 'execution/undone':
      return standBeforeCommand(state);
    case 'execution/started':
      return unchanged(beginExecution(state, event));
    case 'plan/replaced':
      return takePlan(state, event);
    case 'plan/refused':
      return refuseNextPlan(state, event);
    case 'fix/proposed':
    case 'fix/refused':
    case 'fix/proved':
    case 'source/written':
    case 'step/accepted':
      return applyFixEvent(state, event);
    case 'session/finished': {
      const finished: SessionState = {
        ...state,
        status: 'finished',
        image: { id: event.image, tags: event.tags },
      };
      return { state: finished, effects: state.interactive ? [] : [{ type: 'endSession' }] };
    }
    case 'session/failed':
    case 'session/interrupted':
      return unchanged({ ...state, status: 'ended' });
    case 'resume/written':
      return unchanged({ ...state, notice: [`wrote ${event.path}`, ...(event.notes ?? [])].join('; ') });
    case 'problem/reported':
      return unchanged({ ...state, notice: event.message });
    case 'step/retrying':
      return unchanged({ ...withStep(state, event.step, { status: 'running' }), notice: retryNotice(event) });
    case 'step/output':
    case 'execution/output':
    case 'stage/started':
    case 'state/restored':
      return unchanged(state);
    default:
      return unreachable(event);
  }
}

const retryNotice = ({
  attempt,
  times,
  milliseconds,
}: Extract<SessionEvent, { type: 'step/retrying' }>): string =>
  `failed; try ${String(attempt)} of ${String(times)} begins in ${String(milliseconds / 1000)} s`;

const withStep = (
  state: SessionState,
  step: number,
  progress: SessionState['steps'][number],
): SessionState => ({
  ...state,
  steps: state.steps.with(step, progress),
});
