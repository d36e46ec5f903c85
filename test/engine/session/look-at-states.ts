// What is told of the files and layers of a state.
import test from 'ava';
import { createWorld, execute, open, tell, three, type Opened } from '../../helpers/scripted-world.js';

const statesOf = async (
  { session }: Opened,
  step: number,
): Promise<
  string | { readonly before: string; readonly after: string; readonly steps: readonly number[] }
> => {
  const found = await session.findStates(step, new AbortController().signal);
  if (found.type === 'none') return found.reason;
  const { before, after, steps } = found;
  return { before: before.layers.join(' | '), after: after.layers.join(' | '), steps };
};

test('the states around a step that paused are its own', async (t) => {
  const world = createWorld();
  const opened = await open(world, three, { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' }, { type: 'next' });
  t.deepEqual(await statesOf(opened, 1), { before: 'a', after: 'a | one', steps: [1] });
  t.deepEqual(await statesOf(opened, 2), { before: 'a | one', after: 'a | one + two', steps: [2] });
  t.is(await statesOf(opened, 3), 'it has not run yet');
  t.is(await statesOf(opened, 0), 'FROM begins with the files of its image, and changes none');
  await tell(opened.session, { type: 'quit' });
});

test('steps that share a layer are told together, and of those that only configure nothing is', async (t) => {
  const world = createWorld();
  const opened = await open(world, 'FROM a\nRUN one\nENV A=1\nRUN two\nRUN three\n', { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'continue' });
  t.deepEqual(await statesOf(opened, 1), { before: 'a', after: 'a | one + two + three', steps: [1, 3, 4] });
  t.deepEqual(await statesOf(opened, 3), await statesOf(opened, 1));
  t.is(await statesOf(opened, 2), 'ENV changes the configuration only, and no files');
  await tell(opened.session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
});

test('what a failed step left is held against the state before it, and goes with the session', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const opened = await open(world, three, { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' }, { type: 'next' });
  t.is(opened.session.getState().status, 'failed');
  t.deepEqual(await statesOf(opened, 2), { before: 'a | one', after: 'a | one + two', steps: [2] });
  await tell(opened.session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
  t.deepEqual(world.engine.names(), []);
});

test('what was tried before a step is held against the clean state, and is gone once it is undone', async (t) => {
  const world = createWorld();
  const opened = await open(world, three, { interactive: true });
  const { session } = opened;
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' });
  t.is(await statesOf(opened, 2), 'it has not run yet');
  await tell(session, execute('tried', true));
  t.deepEqual(await statesOf(opened, 2), { before: 'a | one', after: 'a | one + tried', steps: [] });
  t.is(await statesOf(opened, 3), 'it has not run yet');
  await tell(session, { type: 'undo' });
  t.is(await statesOf(opened, 2), 'it has not run yet');
  await tell(session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
});

test('without a checkpoint what was tried is told together with the steps before it', async (t) => {
  const opened = await open(createWorld(), three, { interactive: true, policy: 'never' });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' }, execute('tried', true));
  t.deepEqual(await statesOf(opened, 2), { before: 'a', after: 'a | one + tried', steps: [1] });
  await tell(opened.session, { type: 'quit' });
});

/** Succeeds when it is told to. */
const holdUp = (running: { finish?: () => void }): Promise<number> =>
  new Promise((succeed) => {
    running.finish = () => {
      succeed(0);
    };
  });

test('without checkpoints the state is that of the container, as long as nothing runs in it', async (t) => {
  const running: { finish?: () => void } = {};
  const world = createWorld(() => (script) => (script === 'three' ? holdUp(running) : 0));
  const opened = await open(world, three, { interactive: true, policy: 'never' });
  const { session } = opened;
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'next' });
  t.deepEqual(await statesOf(opened, 1), { before: 'a', after: 'a | one + two', steps: [1, 2] });
  session.dispatch({ type: 'next' });
  while (running.finish === undefined) await new Promise((wake) => setImmediate(wake));
  t.is(await statesOf(opened, 3), 'it is running: what it changes is told when it has ended');
  t.is(await statesOf(opened, 1), 'no checkpoint holds its state: it can be read when no step runs');
  running.finish();
  await session.idle();
  await tell(session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
});

test('a skipped step changed nothing', async (t) => {
  const opened = await open(createWorld(), three, { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'skip' });
  t.is(await statesOf(opened, 1), 'it was skipped, and changed nothing');
  await tell(opened.session, { type: 'quit' });
});

test('an order that comes while somebody looks at the container is carried out after it', async (t) => {
  const world = createWorld();
  const { containers } = world.engine;
  const commit: typeof containers.commit = (...words) => original(...words);
  const original = containers.commit.bind(containers);
  const happened: string[] = [];
  Object.assign(containers, {
    commit: async (...words: Parameters<typeof commit>) => {
      happened.push('commit');
      await new Promise((wake) => setTimeout(wake, 30));
      happened.push('committed');
      return commit(...words);
    },
  });
  const opened = await open(world, three, { interactive: true, policy: 'never' });
  const { session } = opened;
  session.subscribe((input) => {
    if (input.type === 'step/started' && input.step === 2) happened.push('started');
  });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' });
  const looking = statesOf(opened, 1);
  while (happened.length === 0) await new Promise((wake) => setImmediate(wake));
  session.dispatch({ type: 'next' });
  await looking;
  await session.idle();
  t.deepEqual(happened, ['commit', 'committed', 'started']);
  await tell(session, { type: 'quit' });
});

test('layers are those of the steps since the checkpoint below', async (t) => {
  const world = createWorld();
  const { session } = await open(world, 'FROM a\nRUN one\nENV A=1\nRUN two\n', {
    interactive: true,
    policy: 'every',
  });
  session.begin();
  await tell(session, { type: 'continue' });
  const [stage] = await session.findLayers(new AbortController().signal);
  t.deepEqual(stage?.parts, [
    { step: 0, from: 0 },
    { step: 1, from: 1 },
    { step: 3, from: 2 },
  ]);
  t.is(stage?.image.layers.length, 3);
  await tell(session, { type: 'quit' });
});
