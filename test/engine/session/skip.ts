// Steps that are left out, and steps that run again.
import test from 'ava';
import type { SessionCommand } from '../../../src/session/commands.js';
import { build, createWorld, open, tell, three } from '../../helpers/scripted-world.js';

const skip: SessionCommand = { type: 'skip' };

test('a step skipped is in nothing that follows, in no history, and in no later run', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, skip, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  t.deepEqual(world.engine.executed, ['one', 'three']);
  const result = await world.engine.images.find('result', new AbortController().signal);
  t.deepEqual(
    result?.history.map(({ created_by }) => created_by.replace(/^RUN .*? -c /, '')),
    ['a', 'one # buildkit', 'three # buildkit'],
  );
  await tell(session, { type: 'quit' });
  await build(world, three);
  t.deepEqual(world.engine.executed.slice(2), ['two', 'three']);
});

test('a step skipped stays skipped where a state after it is made again', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true, policy: 'never' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, skip, { type: 'goTo', step: 2 });
  t.is(session.getState().handmadeFrom, undefined);
  await tell(session, skip, { type: 'continue' }, { type: 'goTo', step: 3 }, { type: 'continue' });
  t.false(world.engine.executed.includes('two'));
  t.regex(world.engine.tags().result ?? '', /^a \| one [|+] three$/);
  await tell(session, { type: 'quit' });
});

test('a step skipped after steps that were reused stands on what they made', async (t) => {
  const world = createWorld();
  await build(world, three);
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'goTo', step: 2 }, skip);
  const tag = session.getState().handmade[2]?.image ?? '';
  t.is(world.engine.tags()[tag], 'a | one');
  await tell(session, { type: 'continue' }, { type: 'quit' });
  t.regex(world.engine.tags().result ?? '', /^a \| one [|+] three$/);
});

test('a step that failed is skipped from the state before it, without what it left', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' }, skip, { type: 'continue' }, { type: 'quit' });
  t.regex(world.engine.tags().result ?? '', /^a \| one [|+] three$/);
  t.deepEqual(world.engine.names(), []);
});

test('the end of a stage that others begin with can be skipped', async (t) => {
  const world = createWorld();
  const { session } = await open(world, 'FROM a AS one\nRUN x\nRUN y\nFROM one\nRUN z\n', {
    interactive: true,
  });
  session.begin();
  await tell(session, { type: 'goTo', step: 2 }, skip, { type: 'continue' }, { type: 'quit' });
  t.deepEqual(world.engine.executed, ['x', 'z']);
  t.regex(world.engine.tags().result ?? '', /^a \| x [|+] z$/);
});

test('a step runs again for real from the state before it, also where a checkpoint stands for it', async (t) => {
  const world = createWorld();
  await build(world, three);
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' }, { type: 'runAgain', step: 2 });
  t.like(session.getState(), { status: 'paused', position: 3 });
  t.is(session.getState().steps[2]?.status, 'done');
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one + two');
  await tell(session, { type: 'quit' });
});
