// Containers that are asked for and not waited for any more, on an engine in memory.
import test from 'ava';
import { createRunningSession } from '../../src/engine/run-session.js';
import { createSession } from '../../src/session/state.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine } from '../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../helpers/scripted-session.js';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((wake) => setImmediate(wake));
};

test('a container that the engine makes after its session was left is removed', async (t) => {
  const engine = createScriptedEngine();
  const baseImages = new Map([['a', engine.addImage('a')]]);
  const plan = planOf('FROM a\nRUN one\n');
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  // As an engine does that has begun: it goes on, whoever hangs up.
  const create: typeof engine.containers.create = async (spec, signal) => {
    const made = asked.then(() => engine.containers.create(spec));
    const left = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    return Promise.race([made, left]);
  };
  const session = createRunningSession(
    createSession(plan, { interactive: true }),
    scriptedPorts({ images: engine.images, containers: { ...engine.containers, create } }),
    scriptedSettings({ keys: stepKeys(plan, new Map()), baseImages }),
  );
  session.begin();
  session.dispatch({ type: 'next' });
  await turns();
  session.dispatch({ type: 'next' });
  await turns();
  session.dispatch({ type: 'quit' });
  await turns();
  answer();
  await turns();
  t.deepEqual(engine.names(), []);
});
