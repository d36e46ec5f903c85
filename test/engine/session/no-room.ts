// States and images that the engine has no room for, and what is asked meanwhile.
import test from 'ava';
import {
  build,
  createWorld,
  execute,
  full,
  open,
  taken,
  tell,
  three,
  type Opened,
  type World,
} from '../../helpers/scripted-world.js';

/** An engine whose disk is full after so many commits. */
function fillAfter({ engine }: World, commits: number): { empty: () => void } {
  const commit = engine.containers.commit.bind(engine.containers);
  let left = commits;
  engine.containers.commit = (...words) => {
    left -= 1;
    return left < 0 ? Promise.reject(full) : commit(...words);
  };
  return {
    empty: () => {
      left = Infinity;
    },
  };
}

test('a checkpoint that the engine has no room for fails the step; what was kept before stays', async (t) => {
  const world = createWorld();
  fillAfter(world, 1);
  const journal = await build(world, three, { policy: 'every' });
  t.deepEqual(taken(journal), [1]);
  t.deepEqual(world.engine.executed, ['one', 'two']);
  const failed = journal.find((input) => input.type === 'step/failed');
  t.like(failed, { step: 2, line: 3, exitCode: 1 });
  t.regex(failed?.message ?? '', /the state after RUN cannot be kept: .*no space left on device/);
  t.regex(failed?.hint ?? '', /refrom checkpoints prune.*--keep-storage/);
  const [checkpoint] = Object.keys(world.engine.tags()).filter((tag) => tag.startsWith('refrom/'));
  t.like(journal.at(-1), { type: 'session/failed', step: 2, line: 3, exitCode: 1, checkpoint });
  t.deepEqual(world.engine.names(), []);
});

test('an image that the engine has no room for fails the last step', async (t) => {
  const world = createWorld();
  fillAfter(world, 0);
  const journal = await build(world, three, { policy: 'never' });
  t.like(journal.at(-1), { type: 'session/failed', step: 3, line: 4, exitCode: 1, checkpoint: null });
  t.deepEqual(world.engine.names(), []);
});

test('the debugger stands at the step that could not be kept, and tries it again', async (t) => {
  const world = createWorld();
  const disk = fillAfter(world, 1);
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'continue' });
  t.like(session.getState(), { status: 'failed', position: 2, failure: { step: 2 } });
  disk.empty();
  await tell(session, { type: 'retry', from: 'clean' });
  t.like(session.getState(), { status: 'paused', position: 3 });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one | two');
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

/** Waits until the state after `RUN two` is being kept, which the engine has no room for; `answer` lets it say so. */
async function failKeeping(world: World): Promise<Opened & { answer: () => void }> {
  const opened = await open(world, three, { interactive: true, policy: 'every' });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' });
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let ask = (): void => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  world.engine.containers.commit = async () => {
    ask();
    await answered;
    throw full;
  };
  opened.session.dispatch({ type: 'next' });
  await asked;
  return { ...opened, answer };
}

test('quit while a state is kept ends the session, also where that fails', async (t) => {
  const world = createWorld();
  const { session, answer } = await failKeeping(world);
  session.dispatch({ type: 'quit' });
  answer();
  t.is((await session.ended).status, 'ended');
  t.deepEqual(world.engine.names(), []);
});

test('what was asked while a state is kept is answered, also where that fails', async (t) => {
  const { session, answer } = await failKeeping(createWorld());
  const completed = session.complete('ls /', 4);
  answer();
  t.deepEqual((await completed).candidates, []);
  t.is(session.getState().status, 'failed');
  await tell(session, { type: 'quit' });
});

test('a command that was to come is none any more where a state cannot be kept', async (t) => {
  const { session, answer } = await failKeeping(createWorld());
  session.dispatch(execute('ls', true));
  t.is(session.getState().executing?.text, 'ls');
  answer();
  await session.idle();
  t.like(session.getState(), { status: 'failed', position: 2, executing: undefined });
  await tell(session, { type: 'quit' });
});
