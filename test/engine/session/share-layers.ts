// Several steps in one container and one layer.
import test from 'ava';
import type { SessionCommand } from '../../../src/session/commands.js';
import { aroundEnv, createWorld, open, tell, three } from '../../helpers/scripted-world.js';

test('what a failed step left is in no checkpoint of a step before it', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session } = await open(world, aroundEnv, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' }, { type: 'back' }, { type: 'back' }, { type: 'next' });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one');
  await tell(session, { type: 'quit' });
});

test('a checkpoint after a change of the configuration has the files of all steps before it', async (t) => {
  const world = createWorld();
  const { session } = await open(world, 'FROM a\nRUN one\nRUN two\nENV X=1\nRUN three\n', {
    interactive: true,
  });
  session.begin();
  const next: SessionCommand = { type: 'next' };
  await tell(session, next, next, next, { type: 'runAgain', step: 1 }, next, next);
  t.is(session.getState().position, 4);
  t.regex(world.engine.tags()[session.getState().checkpoints[3]?.image ?? ''] ?? '', /^a \| one [|+] two$/);
  await tell(session, { type: 'quit' });
});

test('a checkpoint of an earlier step leaves the container what it was, with what it holds beyond', async (t) => {
  const world = createWorld();
  world.engine.containers.write = () => Promise.resolve();
  const text = 'FROM a\nRUN one\nENV X=1\nRUN two\nWORKDIR /w\nRUN four\n';
  const { session } = await open(world, text, { interactive: true });
  session.begin();
  const next: SessionCommand = { type: 'next' };
  await tell(session, next, next, { type: 'goTo', step: 5 }, { type: 'back' });
  // The container is made again, up to `RUN two`, and nothing of that is kept.
  await session.complete('ls /', 4);
  await tell(session, { type: 'runAgain', step: 2 });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one');
  await tell(session, next, { type: 'retry', from: 'clean' }, { type: 'continue' });
  t.regex(world.engine.tags().result ?? '', /^a \| one \| two \| .*four$/);
  await tell(session, { type: 'quit' });
});

test('a step that only worked on top of what it left is not run again for the next, and gives no file of its own', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  fails = false;
  await tell(session, { type: 'retry', from: 'wreck' });
  fails = true;
  await tell(session, { type: 'retry', from: 'clean' });
  t.is(session.getState().handmadeFrom, 3);
  t.is(session.getState().checkpoints[3], undefined);
  await tell(session, { type: 'quit' });
});

test('a step that fails where a state is made again fails the step that needed it', async (t) => {
  let runs = 0;
  const world = createWorld(() => (script) => (script === 'one' && (runs += 1) > 1 ? 7 : 0));
  const { session } = await open(world, three, { interactive: true, policy: 'never' });
  session.begin();
  const next: SessionCommand = { type: 'next' };
  await tell(session, next, next, next, { type: 'runAgain', step: 2 });
  t.regex(session.getState().failure?.message ?? '', /^RUN on line 2, run again .* exit code 7$/);
  t.like(session.getState(), { status: 'failed', position: 2 });
  await tell(session, { type: 'quit' });
});
