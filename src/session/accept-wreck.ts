// What a failed step left, taken as the state after it: the user says that it is good.
import { earlier, goOn, offerCheckpoint } from './advance.js';
import type { StepAccepted } from './fix-events.js';
import { note } from './note.js';
import { whyNotSkip } from './skip.js';
import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

export function acceptWreck(state: SessionState): Transition {
  const reason = whyNotAccept(state);
  if (reason !== undefined) return note(state, reason);
  const { notice, ...rest } = state;
  return {
    state: { ...rest, status: 'running', until: 'pause' },
    effects: [{ type: 'acceptWreck', step: state.position }],
  };
}

/** What was only to be configured is in the plan: no step but one that writes files leaves anything to accept. */
export function whyNotAccept(state: SessionState): string | undefined {
  if (state.failure === undefined) return 'nothing failed here: there is no wreck to accept';
  return whyNotSkip(state) === undefined ? undefined : 'only what RUN, COPY and ADD left can be accepted';
}

/** From here on every state is made by hand; a checkpoint holds it at once, as nothing could make it again. */
export function passAccepted(state: SessionState, { step }: StepAccepted): Transition {
  const { failure, notice, attempt, ...rest } = state;
  const next: SessionState = {
    ...rest,
    steps: state.steps.with(step, { status: 'done', onWreck: true, isAccepted: true }),
    position: step + 1,
    handmadeFrom: earlier(state.handmadeFrom, step + 1),
    notice: acceptedNotice,
  };
  return goOn(next, offerCheckpoint(next, { step, reused: false }, true), true);
}

export const acceptedNotice = 'accepted as it is: made by hand, the Dockerfile does not say how';
