// A session that is interrupted, aborted, or without its engine.
import test from 'ava';
import type { SessionSettings } from '../../../src/engine/workbench.js';
import { EngineError } from '../../../src/messages/errors.js';
import type { Script } from '../../helpers/scripted-engine.js';
import {
  aroundEnv,
  build,
  createWorld,
  full,
  open,
  problems,
  tell,
  three,
  type Opened,
  type World,
} from '../../helpers/scripted-world.js';

test('an interrupt fails the step that runs and leaves the session open', async (t) => {
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
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  session.dispatch({ type: 'continue' });
  while (!world.engine.executed.includes('two')) await new Promise((wake) => setImmediate(wake));
  session.interrupt();
  while (session.getState().status === 'running') await new Promise((wake) => setImmediate(wake));
  t.is(session.getState().failure?.exitCode, 130);
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('abort in the middle of a step removes the containers and keeps the checkpoints', async (t) => {
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
  const { session } = await open(world, three, { policy: 'every' });
  session.begin();
  while (!world.engine.executed.includes('two')) await new Promise((wake) => setImmediate(wake));
  await session.abort();
  t.is((await session.ended).status, 'ended');
  t.deepEqual(world.engine.names(), []);
  t.is(Object.keys(world.engine.tags()).filter((tag) => tag.startsWith('refrom/')).length, 1);
});

test('an engine that is lost rejects the session with its error', async (t) => {
  const world = createWorld(() => () => {
    throw new EngineError('execute', 'lost', 'gone');
  });
  const { session } = await open(world, three);
  session.begin();
  const error = await t.throwsAsync(session.ended, { instanceOf: EngineError });
  t.is(error.failure, 'lost');
});

test('a base with volumes is executed on a twin without them, which goes at the end', async (t) => {
  const world = createWorld();
  await build(world, 'FROM a\nVOLUME /data\nRUN one\nRUN network\nRUN two\n', { policy: 'every' });
  t.is(world.engine.untagged(), 0);
  t.regex(world.engine.tags().result ?? '', /one.*network.*two/);
});

test('an interrupt while a state is being kept ends the step after it, and loses nothing', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  const { containers } = world.engine;
  const commit = containers.commit.bind(containers);
  containers.commit = async (container, tag, signal) => {
    session.interrupt();
    signal?.throwIfAborted();
    return commit(container, tag, signal);
  };
  session.begin();
  await tell(session, { type: 'continue' });
  t.like(session.getState(), { status: 'failed', position: 2, failure: { step: 2, exitCode: 130 } });
  t.is(world.engine.tags()[session.getState().checkpoints[1]?.image ?? ''], 'a | one');
  t.deepEqual(world.engine.executed, ['one']);
  containers.commit = commit;
  await tell(session, { type: 'retry', from: 'clean' }, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  await tell(session, { type: 'quit' });
});

test('an interrupt that came too late for anything does not end what is done next', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  const { containers } = world.engine;
  const commit = containers.commit.bind(containers);
  session.begin();
  await tell(session, { type: 'goTo', step: 3 });
  containers.commit = (...words) => {
    session.interrupt();
    return commit(...words);
  };
  await tell(session, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  containers.commit = commit;
  await tell(session, { type: 'runAgain', step: 3 });
  t.is(session.getState().failure, undefined);
  await tell(session, { type: 'quit' });
});

test('an engine that is lost while a wreck is accepted leaves it the failed step that it was', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  const { containers } = world.engine;
  const hasEnded = containers.hasEnded.bind(containers);
  containers.hasEnded = () => Promise.reject(new EngineError('look', 'lost', 'the engine is gone'));
  await tell(session, { type: 'acceptWreck' });
  t.like(session.getState(), { status: 'failed', position: 2 });
  t.regex(session.getState().failure?.message ?? '', /cannot be accepted: the engine is gone/);
  containers.hasEnded = hasEnded;
  await tell(session, { type: 'acceptWreck' });
  t.like(session.getState(), { status: 'paused', position: 3 });
  await tell(session, { type: 'quit' });
});

test('where a step failed before it began, a retry on top has the state before it, not that of a later one', async (t) => {
  const world = createWorld();
  const { session, journal } = await open(world, three, { interactive: true, policy: 'never' });
  session.begin();
  await tell(session, { type: 'goTo', step: 3 }, { type: 'goTo', step: 2 });
  const { containers } = world.engine;
  const create = containers.create.bind(containers);
  containers.create = () => Promise.reject(new EngineError('create', 'refused', 'no space left on device'));
  await tell(session, { type: 'retry', from: 'clean' });
  t.is(session.getState().failure?.step, 2);
  containers.create = create;
  await tell(session, { type: 'retry', from: 'wreck' });
  t.regex(
    problems(journal).at(-1) ?? '',
    /^nothing is left of the failed step: it runs from the state before/,
  );
  t.like(session.getState(), { status: 'paused', position: 3, handmade: {} });
  t.is(session.getState().handmadeFrom, undefined, 'it is what the file gives');
  await tell(session, { type: 'continue' });
  t.is(world.engine.tags().result, 'a | one + two + three');
  await tell(session, { type: 'quit' });
});

/** A script that waits for the interrupt, where `hangs` says so. */
const untilInterrupted = (hangs: (script: string) => boolean): { script: Script; begun: Promise<void> } => {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const script: Script = (text, signal) => {
    if (!hangs(text)) return 0;
    begin();
    return new Promise((_, reject) =>
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      }),
    );
  };
  return { script, begun };
};

/** The last step has failed, and its retry was interrupted while the state before it was made again. */
async function interruptReplay(settings: Partial<SessionSettings> = {}): Promise<Opened & { world: World }> {
  let [twos, fours] = [0, 0];
  const { script, begun } = untilInterrupted((text) => text === 'two' && (twos += 1) === 2);
  const world = createWorld(() => (text, signal) => {
    if (text === 'four' && (fours += 1) === 1) return 4;
    return script(text, signal);
  });
  const text = `${three}RUN four\n`;
  const opened = await open(world, text, { interactive: true, policy: 'never', ...settings });
  const { session } = opened;
  session.begin();
  await tell(session, { type: 'continue' });
  session.dispatch({ type: 'retry', from: 'clean' });
  await begun;
  session.interrupt();
  await session.idle();
  return { ...opened, world };
}

test('what is left of an interrupted replay is no wreck of the step that needed it', async (t) => {
  const { world, session, journal } = await interruptReplay();
  t.like(session.getState(), { status: 'failed', position: 4, failure: { exitCode: 130 } });
  t.deepEqual(world.engine.names(), [], 'nobody waits for what it holds');
  await tell(session, { type: 'acceptWreck' });
  t.regex(session.getState().failure?.message ?? '', /nothing is left/);
  await tell(session, { type: 'retry', from: 'wreck' });
  t.regex(problems(journal).at(-1) ?? '', /^nothing is left of the failed step/);
  t.is(world.engine.tags().result, 'a | one + two + three + four');
  await tell(session, { type: 'quit' });
});

test('an interrupted replay leaves no wreck to be kept', async (t) => {
  const { world, session } = await interruptReplay({ keepWreck: true });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('where a step is interrupted before it began, the wreck of a later one is none of its own', async (t) => {
  const world = createWorld(() => (script) => (script === 'three' ? 1 : 0));
  const text = `${aroundEnv}RUN three\n`;
  const { session } = await open(world, text, { interactive: true, keepWreck: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'continue' }, { type: 'goTo', step: 2 });
  const { images } = world.engine;
  const create = images.create.bind(images);
  // While the state after ENV is kept, the user goes on and thinks better of it.
  images.create = (...words) => {
    session.dispatch({ type: 'next' });
    session.interrupt();
    return create(...words);
  };
  await tell(session, { type: 'runAgain', step: 2 });
  t.like(session.getState(), { status: 'failed', position: 3, failure: { step: 3, exitCode: 130 } });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('a state that cannot be kept does not make a wreck of another', async (t) => {
  const world = createWorld();
  const text = `${aroundEnv}RUN three\nRUN four\n`;
  const { session } = await open(world, text, { interactive: true, keepWreck: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'goTo', step: 5 }, { type: 'back' });
  await session.complete('ls /', 4);
  world.engine.images.create = () => Promise.reject(full);
  await tell(session, { type: 'runAgain', step: 2 });
  t.like(session.getState(), { status: 'failed', position: 2 });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});
