import { hideValues, type HiddenValue } from '../../report/transcript/hide-values.js';
import { secretValues } from '../../report/transcript/secret-values.js';
import type { OpenedSession } from '../open-session.js';
import type { ScreenRecorder } from './record-screen.js';

/** What stands on the screen in one piece is found: rows that are drawn over several writes are not. */
export function maskSecrets<Recorder extends Pick<ScreenRecorder, 'hear'>>(
  recorder: Recorder,
  given: readonly HiddenValue[],
  session: Pick<OpenedSession, 'getState' | 'subscribe'>,
): Recorder {
  let known = [...given, ...secretValues(session.getState().plan)];
  let { mask } = hideValues(known);
  // An edit may bring values, and those before it still stand on the screen.
  session.subscribe((input) => {
    if (input.type !== 'plan/replaced') return;
    known = [...known, ...secretValues(input.plan)];
    ({ mask } = hideValues(known));
  });
  return {
    ...recorder,
    hear: (text) => {
      recorder.hear(mask(text));
    },
  };
}
