// When the plan is made anew: at once where the session is still, else at its next stillness.
import type { RunningSession } from '../engine/run-session.js';
import { isStill } from '../session/stillness.js';

export interface ReplanRequests {
  /** May be asked for at any time; several are one. */
  readonly request: () => void;
}

/** An order that is lost, as the one before it failed, is given again. */
export function createReplanRequests(
  session: Pick<RunningSession, 'getState' | 'dispatch' | 'subscribe'>,
): ReplanRequests {
  let isPending = false;
  const give = (): void => {
    if (isPending && isStill(session.getState())) session.dispatch({ type: 'replan' });
  };
  session.subscribe((input) => {
    if (input.type === 'plan/replaced' || input.type === 'plan/refused') isPending = false;
    // The other listeners hear of this input first.
    else if (isPending) queueMicrotask(give);
  });
  return {
    request: () => {
      isPending = true;
      give();
    },
  };
}
