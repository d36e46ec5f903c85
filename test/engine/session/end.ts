// Nothing goes on after the end.
import test from 'ava';
import { createWorld, execute, open, taken, tell, three } from '../../helpers/scripted-world.js';

test('nothing is done any more once the session has ended, also where a command was still running', async (t) => {
  let finish: () => void = () => undefined;
  const world = createWorld(
    () => (script) =>
      script === 'long'
        ? new Promise<number>(
            (resolve) =>
              (finish = () => {
                resolve(0);
              }),
          )
        : 0,
  );
  const { session, journal } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' });
  session.dispatch(execute('long', true));
  while (!world.engine.executed.includes('long')) await new Promise((wake) => setImmediate(wake));
  session.dispatch({ type: 'quit' });
  finish();
  await session.ended;
  await session.idle();
  for (let turn = 0; turn < 50; turn += 1) await new Promise((wake) => setImmediate(wake));
  t.is(session.getState().status, 'ended');
  t.deepEqual(world.engine.names(), []);
  t.deepEqual(taken(journal), [1]);
});

test('quit while a step runs ends it at once, and nothing of it is told as a failure', async (t) => {
  const world = createWorld(
    () => (script, signal) =>
      script === 'two'
        ? new Promise<number>((_, reject) =>
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            }),
          )
        : 0,
  );
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  session.dispatch({ type: 'continue' });
  while (!world.engine.executed.includes('two')) await new Promise((wake) => setImmediate(wake));
  session.dispatch({ type: 'quit' });
  const state = await session.ended;
  t.is(state.status, 'ended');
  t.is(state.failure, undefined);
  t.is(world.engine.tags()[state.checkpoints[1]?.image ?? ''], 'a | one');
  t.deepEqual(world.engine.names(), []);
});
