// Steps that are tried again by themselves, and what is saved without checkpoints.
import test from 'ava';
import type { SessionInput } from '../../../src/session/transition.js';
import { build, createWorld, taken, three } from '../../helpers/scripted-world.js';

const retries = { times: 2, waitMilliseconds: 1000, steps: [2] };

test('a step that touches the network is tried again from the clean state, each time after a longer wait', async (t) => {
  let tries = 0;
  const world = createWorld(() => (script) => (script === 'two' && (tries += 1) < 3 ? 7 : 0));
  const journal = await build(world, three, { retries });
  t.deepEqual(
    journal.flatMap((input) => (input.type === 'step/retrying' ? [[input.attempt, input.milliseconds]] : [])),
    [
      [1, 1000],
      [2, 2000],
    ],
  );
  t.is(world.engine.tags().result, 'a | one + two + three');
});

test('after the last try the failure stands, and other steps are not tried again', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 7 : 0));
  const journal = await build(world, three, { retries });
  t.is(world.engine.executed.filter((script) => script === 'two').length, 3);
  t.true(journal.some((input) => input.type === 'session/failed' && input.exitCode === 7));
  const other = createWorld(() => (script) => (script === 'one' ? 7 : 0));
  await build(other, three, { retries });
  t.deepEqual(other.engine.executed, ['one']);
});

const savedBytes = (journal: readonly SessionInput[]): number | undefined =>
  journal.flatMap((input) => (input.type === 'session/finished' ? [input.savedBytes] : []))[0];

const shrinking = 'FROM a\nRUN write +100\nRUN remove network -60\nRUN write +20\n';

test('never: what no layer has come to hold is told at the end', async (t) => {
  const world = createWorld();
  const journal = await build(world, shrinking, { policy: 'never' });
  t.deepEqual(taken(journal), [3]);
  t.is(savedBytes(journal), 60);
  t.is(savedBytes(await build(world, shrinking, { policy: 'never' })), undefined);
  t.is(savedBytes(await build(createWorld(), shrinking, { policy: 'every' })), undefined);
});

test('never: steps that a retry executes again are counted once', async (t) => {
  let tries = 0;
  const world = createWorld(() => (script) => (script.startsWith('remove') && (tries += 1) < 3 ? 1 : 0));
  const journal = await build(world, shrinking, { policy: 'never', retries });
  t.is(tries, 3);
  t.is(savedBytes(journal), 60);
});
