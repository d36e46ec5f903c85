// What failed is tried again, and states are made again.
import test from 'ava';
import { stepKeys } from '../../../src/checkpoints/step-key.js';
import type { SessionCommand } from '../../../src/session/commands.js';
import type { SessionInput } from '../../../src/session/transition.js';
import { planOf } from '../../helpers/plan-of.js';
import {
  build,
  createWorld,
  open,
  tell,
  three,
  type Kept,
  type World,
} from '../../helpers/scripted-world.js';

test('the wreck is kept under a name of its own where that is asked', async (t) => {
  const world = createWorld(() => (script) => (script === 'bad' ? 5 : 0));
  const journal = await build(world, 'FROM a\nRUN bad\n', { keepWreck: true });
  const failed = journal.at(-1);
  t.deepEqual(world.engine.names(), failed?.type === 'session/failed' ? [failed.wreck] : []);
  t.regex(world.engine.names()[0] ?? '', /^refrom-wreck-p-0-L2-/);
});

test('retry from the clean state runs without what the failed try left, on top with it', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  t.is(session.getState().status, 'failed');
  fails = false;
  await tell(session, { type: 'retry', from: 'clean' });
  t.is(session.getState().status, 'paused');
  const tag = session.getState().checkpoints[2]?.image ?? '';
  t.is(world.engine.tags()[tag], 'a | one + two');
  await tell(session, { type: 'quit' });

  fails = true;
  const other = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const again = await open(other, three, { interactive: true });
  again.session.begin();
  await tell(again.session, { type: 'continue' });
  fails = false;
  await tell(again.session, { type: 'retry', from: 'wreck' });
  t.deepEqual(again.session.getState().checkpoints[2], undefined);
  t.is(other.engine.tags()[again.session.getState().handmade[2]?.image ?? ''], 'a | one + two + two');
  await tell(again.session, { type: 'quit' });
  t.deepEqual(other.engine.names(), []);
});

/** Of the checkpoints that were taken, the short keys in their names. */
const takenKeys = (journal: readonly SessionInput[]): string[] =>
  journal.flatMap((input) => (input.type === 'checkpoint/taken' ? [input.image.slice(-8)] : []));

const shortKeys = (text: string): (string | undefined)[] =>
  stepKeys(planOf(text), new Map()).map((key) => key?.slice(0, 8));

/** What an older file left of its first steps, to be kept for those of another one. */
async function keepSteps(world: World, text: string, ...steps: number[]): Promise<Kept> {
  await build(world, text, { policy: 'every' });
  const keys = stepKeys(planOf(text), new Map());
  const tags = Object.keys(world.engine.tags());
  return new Map(
    steps.map((step) => {
      const key = keys[step]!;
      return [step, { image: tags.find((tag) => tag.endsWith(key.slice(0, 8)))!, key }];
    }),
  );
}

test('a kept step that fails when it is run after all stays kept, and nothing gets the key of what it would make', async (t) => {
  const world = createWorld(() => (script) => (script.includes('new') ? 1 : 0));
  const kept = await keepSteps(world, 'FROM a\nRUN old', 1);
  const text = 'FROM a\nRUN new\nRUN two';
  const { session, journal } = await open(world, text, { interactive: true, policy: 'every', kept });
  session.begin();
  await tell(
    session,
    { type: 'next' },
    { type: 'retry', from: 'clean' },
    { type: 'back' },
    { type: 'continue' },
  );
  t.like(session.getState().steps, { 1: { status: 'reused', kept: true }, 2: { status: 'done' } });
  const taken = takenKeys(journal);
  t.is(taken.length, 1);
  t.false(shortKeys(text).includes(taken[0]));
  await tell(session, { type: 'quit' });
});

test('once a kept step is executed, what was kept after it is executed too, under the keys of the file', async (t) => {
  const world = createWorld();
  const kept = await keepSteps(world, 'FROM a\nRUN old\nRUN older', 1, 2);
  const text = 'FROM a\nRUN new\nRUN newer\nRUN three';
  const { session, journal } = await open(world, text, { interactive: true, policy: 'every', kept });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'retry', from: 'clean' }, { type: 'continue' });
  t.deepEqual(takenKeys(journal), shortKeys(text).slice(1));
  t.deepEqual(world.engine.executed.slice(-3), ['new', 'newer', 'three']);
  await tell(session, { type: 'quit' });
});

test('one step back and on again: the state is made again, not carried over', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(
    session,
    { type: 'next' },
    { type: 'next' },
    { type: 'next' },
    { type: 'back' },
    { type: 'retry', from: 'clean' },
  );
  t.is(session.getState().position, 3);
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one + two');
  await tell(session, { type: 'continue' }, { type: 'quit' });
  t.regex(world.engine.tags().result ?? '', /^a \| one( \||\s\+) two( \||\s\+) three$/);
});

test('what a shell changed is in what follows, in this session only', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'openShell' }, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  t.regex(world.engine.tags().result ?? '', /one.*by hand.*two.*three/);
  await tell(session, { type: 'quit' });
  await build(world, three);
  t.is(world.engine.tags().result, 'a | one | two + three');
});

test('going back to what a shell changed runs the step once on top of it', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  const toChange: SessionCommand[] = [{ type: 'next' }, { type: 'next' }, { type: 'openShell' }];
  await tell(session, ...toChange, { type: 'next' }, { type: 'back' }, { type: 'next' });
  const tag = session.getState().handmade[2]?.image ?? '';
  t.regex(world.engine.tags()[tag] ?? '', /^a \| one [|+] by hand [|+] two$/);
  await tell(session, { type: 'quit' });
});

test('going back to before a retry on top gives the state that the file gives', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  fails = false;
  await tell(session, { type: 'retry', from: 'wreck' }, { type: 'back' }, { type: 'next' });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one + two');
  await tell(session, { type: 'quit' });
});
