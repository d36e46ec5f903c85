import test from 'ava';
import { maskSecrets } from '../../../src/cli/record/mask-secrets.js';
import { createSession } from '../../../src/session/state.js';
import type { SessionInput } from '../../../src/session/transition.js';
import { planReplaced } from '../../helpers/plan-replaced.js';
import { planOf } from '../../helpers/plan-of.js';

test('what an edit of the Dockerfile brings of secrets is hidden in a cast, too', (t) => {
  const plan = planOf('FROM a\nENV API_TOKEN=first-token\n');
  const state = createSession(plan, { interactive: true });
  const listeners: ((input: SessionInput) => void)[] = [];
  const heard: string[] = [];
  const { hear } = maskSecrets({ hear: (text: string) => heard.push(text) }, [], {
    getState: () => state,
    subscribe: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
  });
  hear('first-token');
  const replaced = planReplaced(plan, 'FROM a\nENV API_TOKEN=second-token\n');
  for (const listener of listeners) listener(replaced);
  hear('first-token second-token');
  t.deepEqual(heard, ['***********', '*********** ************']);
});
