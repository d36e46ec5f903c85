// What no image has room for.
import test from 'ava';
import type { SessionInput } from '../../../src/session/transition.js';
import { build, createWorld, problems, taken, three, type World } from '../../helpers/scripted-world.js';

/** A base image with so many layers. */
const deepWorld = (layers: number): World => {
  const world = createWorld();
  world.engine.addImage('a', layers);
  return world;
};

const failures = (
  journal: readonly SessionInput[],
): (readonly [line: number, message: string, hint: string])[] =>
  journal.flatMap((input) =>
    input.type === 'step/failed' ? [[input.line, input.message, input.hint ?? '']] : [],
  );

test('every: what will not fit is told before anything runs, and stopped at before it runs', async (t) => {
  const world = deepWorld(20);
  const runs = Array.from({ length: 110 }, (_, at) => `RUN ${String(at)}\n`).join('');
  const journal = await build(world, `FROM a\n${runs}`, { policy: 'every' });
  t.is(problems(journal).length, 1);
  t.regex(
    problems(journal)[0]!,
    /^stage 0 comes to 130 layers .* can have 125: it will stop before line 107, /,
  );
  const [[line, message, hint]] = failures(journal) as [[number, string, string]];
  t.is(line, 107);
  t.regex(
    message,
    /^stage 0 has 125 layers, and an image cannot have more than 125: .* what line 107 writes$/,
  );
  t.regex(
    hint,
    /^join them and run the same command again: refrom checkpoints squash refrom\/p:0-L106-[0-9a-f]{8}$/,
  );
  t.is(world.engine.executed.length, 105);
  t.is(taken(journal).length, 105);
  t.deepEqual(problems(await build(deepWorld(122), three, { policy: 'every' })), []);
});

test('without a checkpoint where it stops, one is taken for the user to join', async (t) => {
  const world = deepWorld(124);
  const journal = await build(world, 'FROM a\nRUN one\nRUN --network=none two\n', { policy: 'never' });
  t.deepEqual(world.engine.executed, ['one']);
  t.deepEqual(taken(journal), [1]);
  t.regex(problems(journal)[0]!, /^stage 0 has 125 of the 125 layers/);
  t.regex(failures(journal)[0]![2], /refrom checkpoints squash --from scratch refrom\/p:0-L2-[0-9a-f]{8}$/);
});

test('a base image that has all layers by itself is named', async (t) => {
  const journal = await build(deepWorld(125), three);
  t.deepEqual(taken(journal), []);
  t.is(
    failures(journal)[0]![2],
    'the base image has them: refrom checkpoints squash --from scratch a NAME joins them, then begin the stage FROM NAME',
  );
});

test('the limit is that of graph drivers', async (t) => {
  const engine = {
    version: '',
    apiVersion: '',
    store: 'containerd',
    platform: 'linux/amd64',
    dataFolder: '',
  } as const;
  const journal = await build(deepWorld(125), three, { engine });
  t.deepEqual([...failures(journal), ...problems(journal)], []);
});
