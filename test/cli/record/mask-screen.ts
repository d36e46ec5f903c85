import test from 'ava';
import { maskScreen } from '../../../src/cli/record/mask-screen.js';
import { createSession } from '../../../src/session/state.js';
import type { SessionInput } from '../../../src/session/transition.js';
import { planOf } from '../../helpers/plan-of.js';
import { planReplaced } from '../../helpers/plan-replaced.js';

const nothing = (): void => undefined;
const text = 'FROM a\nENV API_TOKEN=abcdef123\n';

test('stars stand for the secrets of the plan as it was, of the one in its place, and of outside', (t) => {
  const heard: string[] = [];
  const listeners: ((input: SessionInput) => void)[] = [];
  const state = createSession(planOf(text), { interactive: true });
  const recorder = { hear: (seen: string) => void heard.push(seen), resize: nothing, rest: nothing };
  const session = {
    getState: () => state,
    subscribe: (listener: (input: SessionInput) => void) => {
      listeners.push(listener);
      return nothing;
    },
  };
  const screen = maskScreen(recorder, session, [{ name: '$X', value: 'given-secret' }]);
  screen.hear('abcdef123 ghijkl456 given-secret');
  for (const listener of listeners)
    listener(planReplaced(state.plan, text.replace('abcdef123', 'ghijkl456')));
  screen.hear('abcdef123 ghijkl456 given-secret');
  t.deepEqual(heard, ['********* ghijkl456 ************', '********* ********* ************']);
});
