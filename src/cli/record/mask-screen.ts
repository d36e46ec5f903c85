// Stars in the place of what must not be seen in a cast.
import { hideValues, type HiddenValue } from '../../report/transcript/hide-values.js';
import { secretValues } from '../../report/transcript/secret-values.js';
import type { OpenedSession } from '../open-session.js';
import type { ScreenRecorder } from './record-screen.js';

/** What stands on the screen in one piece is found: rows that are drawn over several writes are not. */
export function maskScreen(
  recorder: ScreenRecorder,
  session: Pick<OpenedSession, 'getState' | 'subscribe'>,
  secrets: readonly HiddenValue[],
): ScreenRecorder {
  let known = [...secrets, ...secretValues(session.getState().plan)];
  let hide = hideValues(known);
  // The Dockerfile can have another one while it is debugged.
  session.subscribe((input) => {
    if (input.type !== 'plan/replaced') return;
    known = [...known, ...secretValues(input.plan)];
    hide = hideValues(known);
  });
  return {
    ...recorder,
    hear: (text) => {
      recorder.hear(hide.mask(text));
    },
  };
}
