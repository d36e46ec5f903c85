// What of a build is kept, and found again.
import test from 'ava';
import { build, createWorld, taken, three } from '../../helpers/scripted-world.js';

test('cheap steps share one checkpoint at the end; nothing else is left behind', async (t) => {
  const world = createWorld();
  const journal = await build(world, three);
  t.deepEqual(taken(journal), [3]);
  t.deepEqual(world.engine.names(), []);
  t.is(world.engine.untagged(), 0);
  t.is(world.engine.tags().result, 'a | one + two + three');
});

test('auto: a checkpoint once running again would exceed the budget, and before the network', async (t) => {
  const slow = createWorld((world) => (script) => {
    world.now += script === 'two' ? 3000 : 10;
    return 0;
  });
  t.deepEqual(taken(await build(slow, three)), [2, 3]);
  t.deepEqual(taken(await build(createWorld(), 'FROM a\nRUN one\nRUN network\nRUN x\n')), [1, 3]);
});

test('every: one for each step', async (t) => {
  t.deepEqual(taken(await build(createWorld(), three, { policy: 'every' })), [1, 2, 3]);
});

test('no image stays without a name where another process keeps the same states at the same time', async (t) => {
  const theirs = new Set<string>();
  const world = createWorld((world) => () => {
    for (const tag of Object.keys(world.engine.tags()))
      if (tag.startsWith('refrom/') && !theirs.has(tag)) theirs.add(world.engine.addImage(tag).reference);
    return 0;
  });
  t.deepEqual(taken(await build(world, three, { policy: 'every' })), [1, 2, 3]);
  t.is(world.engine.untagged(), 0);
});

test('the same file again executes nothing and gives the same image', async (t) => {
  const world = createWorld();
  await build(world, three);
  const before = world.engine.executed.length;
  const journal = await build(world, three);
  t.is(world.engine.executed.length, before);
  t.true(journal.flatMap((input) => (input.type === 'step/succeeded' ? [input.reused] : [])).every(Boolean));
});

const stagesOnStages: readonly (readonly [string, string])[] = [
  ['a stage with steps of its own', 'FROM a AS build\nRUN one\nFROM build\nRUN two\n'],
  ['one that only configures', 'FROM a AS build\nRUN one\nFROM build\nENV A=b\n'],
  ['FROM alone', 'FROM a AS build\nRUN one\nFROM build\n'],
  ['FROM alone, twice', 'FROM a AS build\nRUN one\nFROM build AS again\nFROM again\n'],
];

for (const [name, text] of stagesOnStages)
  test(`${name} on a stage that was kept: nothing of refrom's is in the image`, async (t) => {
    for (const policy of ['auto', 'every', 'never'] as const) {
      const world = createWorld();
      await build(world, text, { policy });
      const image = await world.engine.images.find('result');
      t.true(image!.history.length > 1);
      t.deepEqual(
        image?.history.filter((entry) => JSON.stringify(entry).includes('refrom')),
        [],
      );
    }
  });

test('a failure keeps what is before it; the corrected file goes on from there', async (t) => {
  const world = createWorld((world) => (script) => {
    world.now += 3000;
    return script === 'bad' ? 5 : 0;
  });
  const journal = await build(world, 'FROM a\nRUN one\nRUN bad\n');
  t.like(journal.at(-1), { type: 'session/failed', step: 2, line: 3, exitCode: 5 });
  t.deepEqual(world.engine.names(), []);
  await build(world, 'FROM a\nRUN one\nRUN good\n');
  t.deepEqual(world.engine.executed, ['one', 'bad', 'good']);
  t.is(world.engine.tags().result, 'a | one | good');
});
