// What happened on the way of a fix, and what other events mean for one that is under way.
import { unreachable } from '../messages/errors.js';
import { passAccepted } from './accept-wreck.js';
import type { PlanRefused, PlanReplaced } from './events.js';
import type { FixEvent, SourceWritten } from './fix-events.js';
import { note } from './note.js';
import { refusePlan, replacePlan } from './replace-plan.js';
import type { SessionState } from './state.js';
import { isStill } from './stillness.js';
import type { Transition } from './transition.js';
import { reopenFix, runProof, takeProposal, withoutFix } from './work-on-fix.js';

export function applyFixEvent(state: SessionState, event: FixEvent): Transition {
  switch (event.type) {
    case 'fix/proposed':
      return isStill(state) && state.position === event.step
        ? takeProposal(state, event)
        : { state, effects: [] };
    case 'fix/refused':
      return note(state, event.message);
    case 'fix/proved':
      return markProved(state);
    case 'source/written':
      return noteWritten(state, event);
    case 'step/accepted':
      return passAccepted(state, event);
    default:
      return unreachable(event);
  }
}

function noteWritten(state: SessionState, { path, backup }: SourceWritten): Transition {
  const notice = `wrote ${path}; the file as it was is ${backup} until the session ends`;
  const written = state.fix === undefined ? {} : { written: { text: state.fix.text, notice } };
  return note({ ...withoutFix(state), ...written }, notice);
}

function markProved(state: SessionState): Transition {
  const { fix } = state;
  if (fix?.status !== 'proving') return { state, effects: [] };
  return { state: { ...state, fix: { ...fix, status: 'proved' } }, effects: [] };
}

/** What is planned of the file leaves no fix: it was dropped, or the file that it changed is another one. */
export function takePlan(state: SessionState, event: PlanReplaced): Transition {
  const replaced = replacePlan(state, event);
  const { fix } = state;
  if (fix === undefined) return replaced;
  if (event.source === 'given') return runProof(replaced);
  const isOfFile = fix.status === 'proposed' && fix.isPlanned !== true && event.text === fix.before;
  if (isOfFile && replaced.state.position === fix.step) return replaced;
  if (isOfFile) {
    const why = 'files that earlier steps copy have changed: the fix that was proposed is dropped';
    return { ...replaced, state: { ...withoutFix(replaced.state), notice: why } };
  }
  const isDropped = fix.status === 'dropping';
  const notice = isDropped
    ? 'the fix is dropped: the Dockerfile is as it was, and what the step left is gone; r runs it again'
    : 'the Dockerfile has changed: the fix that was proposed is dropped';
  const tried = isDropped ? fix.commands.map(({ isKept, because, ...command }) => command) : state.tried;
  return { ...replaced, state: { ...withoutFix(replaced.state), tried, notice } };
}

/** The text of a fix that gives no plan is no problem of the Dockerfile's. */
export function refuseNextPlan(state: SessionState, event: PlanRefused): Transition {
  const { state: refused, effects } = refusePlan(state, event);
  if (state.fix?.status !== 'proving') return { state: reopenFix(refused), effects };
  const { planProblem, ...rest } = reopenFix(refused);
  const before = state.planProblem === undefined ? {} : { planProblem: state.planProblem };
  return note({ ...rest, ...before }, event.message);
}
