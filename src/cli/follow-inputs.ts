// A session in a terminal goes along with what its user edits meanwhile.
import type { SessionState } from '../session/state.js';
import { isStill } from '../session/stillness.js';
import type { OpenedSession } from './open-session.js';
import { createReplanRequests } from './replan-requests.js';
import { watchInputs } from './watch-inputs.js';

export interface FollowedInputs {
  /** As if the Dockerfile had changed. */
  readonly request: () => void;
  readonly stop: () => void;
}

type Followed = Pick<OpenedSession, 'project' | 'getState' | 'dispatch' | 'subscribe' | 'report'>;

export function followInputs(session: Followed): FollowedInputs {
  const { request } = createReplanRequests(session);
  let context: 'known' | 'changed' | 'told' = 'known';
  const followContext = (): void => {
    const state = session.getState();
    if (context === 'known' || !isStill(state)) return;
    if (!standsInWreck(state)) {
      context = 'known';
      request();
    } else if (context === 'changed') {
      context = 'told';
      session.report(
        'files that steps copy have changed; u or r leaves what the failed step left and reads them again',
      );
    }
  };
  const watch = watchInputs(session.project, (changes) => {
    if (changes.context) context = 'changed';
    if (changes.dockerfile) request();
    else followContext();
  });
  const unsubscribe = session.subscribe((input) => {
    if (input.type === 'plan/replaced') {
      context = 'known';
      watch.forget(input.source);
    } else if (context !== 'known') queueMicrotask(followContext);
  });
  return {
    request,
    stop: () => {
      watch.stop();
      unsubscribe();
    },
  };
}

/** What a command left by failing is worth more than being up to date, unless it is the files that failed. */
function standsInWreck({ failure, plan }: SessionState): boolean {
  const action = failure && plan.steps[failure.step]?.action;
  return action !== undefined && !(action.type === 'copy' && action.from.type === 'context');
}
