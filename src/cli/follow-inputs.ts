// A session in a terminal goes along with what its user edits meanwhile.
import { readsFiles } from '../session/retry-anew.js';
import type { SessionState } from '../session/state.js';
import { isStill } from '../session/stillness.js';
import type { OpenedSession } from './open-session.js';
import { createReplanRequests } from './replan-requests.js';
import { watchInputs, type Pause } from './watch-inputs.js';

export interface FollowedInputs {
  /** As if the Dockerfile had changed. */
  readonly request: () => void;
  /** Something of refrom's own is being written where the context may be, until what this gives is called. */
  readonly beginWriting: () => () => void;
  readonly stop: () => void;
}

type Followed = Pick<OpenedSession, 'getState' | 'dispatch' | 'subscribe' | 'report'> & {
  readonly project: Parameters<typeof watchInputs>[0];
};

export interface FollowOptions {
  readonly isEditing?: () => boolean;
  readonly pause?: Pause;
}

/** Nothing is asked for while an editor is open, whose own files may lie in the context: the end of editing asks. */
export function followInputs(
  session: Followed,
  { isEditing = () => false, pause }: FollowOptions = {},
): FollowedInputs {
  const { request } = createReplanRequests(session);
  let context: 'known' | 'changed' | 'told' = 'known';
  const followContext = (): void => {
    const state = session.getState();
    if (context === 'known' || !isStill(state) || isEditing()) return;
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
  let writing = 0;
  const watch = watchInputs(
    session.project,
    (changes) => {
      if (changes.context) context = 'changed';
      if (changes.dockerfile) request();
      else followContext();
    },
    { rests: () => isEditing() || writing > 0, pause },
  );
  const noteWritten = (): void => {
    if (!readsAhead(session.getState())) watch.takeContext();
  };
  const unsubscribe = session.subscribe((input) => {
    if (input.type === 'resume/written') noteWritten();
    if (input.type === 'plan/replaced') {
      context = 'known';
      watch.forget(input.source);
    } else if (context !== 'known') queueMicrotask(followContext);
  });
  return {
    request,
    beginWriting: () => {
      writing += 1;
      return () => {
        writing -= 1;
        noteWritten();
      };
    },
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

/** What is still to be copied has to be known by what it holds, refrom's own files too. */
const readsAhead = ({ plan, position }: SessionState): boolean =>
  plan.steps.slice(position).some(({ action }) => readsFiles(action));
