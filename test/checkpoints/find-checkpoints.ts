import test from 'ava';
import { type CheckpointMark, checkpointTag, writeMark } from '../../src/checkpoints/checkpoint-name.js';
import { findCheckpoints } from '../../src/checkpoints/find-checkpoints.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import type { ImageStore } from '../../src/engine/ports.js';
import { EngineError } from '../../src/messages/errors.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine } from '../helpers/scripted-engine.js';

const plan = planOf('FROM a\n\nRUN x');
const keys = stepKeys(plan, new Map());
const key = keys[1]!;

/** An engine that holds the state after RUN for each of these projects. */
async function hold(
  projects: readonly string[],
  changes: Partial<CheckpointMark> = {},
): Promise<{ images: ImageStore; tags: () => string[] }> {
  const engine = createScriptedEngine();
  const { images } = engine;
  const { config, layers } = engine.addImage('a');
  for (const project of projects) {
    const mark = { key, stage: 's', line: 9, handmade: false, milliseconds: 1, ...changes };
    const history = [{ created: '', created_by: project, comment: writeMark(mark), empty_layer: true }];
    const tag = checkpointTag(project, { ...mark, key });
    await images.create({ config, layers, history, platform: 'linux/amd64', created: '', tags: [tag] });
  }
  return { images, tags: () => Object.keys(engine.tags()).filter((tag) => tag !== 'a') };
}

const findFor = async (project: string, images: ImageStore) =>
  findCheckpoints({ plan, keys, project, images, listed: await images.listTags('refrom/') });

/** They are all of one size. */
const sizeOf = async (images: ImageStore): Promise<number> =>
  (await images.listTags('refrom/'))[0]?.bytes ?? NaN;

const own = `refrom/p:${plan.stages[0]!.name}-L3-${key.slice(0, 8)}`;

test("a project's own checkpoint comes before another's, under the name it has", async (t) => {
  const { images, tags } = await hold(['a', 'p', 'z']);
  const before = tags();
  const found = await findFor('p', images);
  t.deepEqual(found, { 1: { image: `refrom/p:s-L9-${key.slice(0, 8)}`, size: await sizeOf(images) } });
  t.deepEqual(tags(), before);
});

test('the state after FROM is the base image, and no checkpoint of it is looked for', async (t) => {
  const { images } = await hold(['p'], { key: keys[0]! });
  t.deepEqual(await findFor('p', images), {});
});

test('an image whose key is remembered is not looked at again; another image under its tag is', async (t) => {
  const { images } = await hold(['p']);
  const listed = await images.listTags('refrom/');
  const looked: string[] = [];
  const looking: ImageStore = {
    ...images,
    find: (reference) => {
      looked.push(reference);
      return images.find(reference);
    },
  };
  const find = (known: ReadonlyMap<string, string>, met = new Map<string, string>()) =>
    findCheckpoints({ plan, keys, project: 'p', images: looking, listed, memory: { known, met } });
  const met = new Map<string, string>();
  const first = await find(new Map(), met);
  t.is(looked.length, 1);
  t.deepEqual(met, new Map([[listed[0]!.id, key]]));
  t.deepEqual(await find(met), first);
  t.is(looked.length, 1);
  t.deepEqual(await find(new Map([['sha256:other', key]])), first);
  t.is(looked.length, 2);
});

test("another project's gets a name of this one, and keeps its own", async (t) => {
  const { images, tags } = await hold(['z', 'b']);
  const before = tags();
  t.deepEqual(await findFor('p', images), { 1: { image: own, size: await sizeOf(images) } });
  t.deepEqual(tags(), [...before, own]);
  t.is((await images.find(own))!.history[0]!.created_by, 'b');
});

test('one that is removed while it is looked at is not found; the next is', async (t) => {
  const { images } = await hold(['b', 'c']);
  const gone = (await images.find(`refrom/b:s-L9-${key.slice(0, 8)}`))!.id;
  const removing: ImageStore = {
    ...images,
    tag: (id, tag) =>
      id === gone
        ? Promise.reject(new EngineError('tag', 'not-found', 'no such image'))
        : images.tag(id, tag),
  };
  const found = await findFor('p', removing);
  t.deepEqual(found, { 1: { image: own, size: await sizeOf(images) } });
  t.is((await images.find(own))!.history[0]!.created_by, 'c');
});

test('an engine that fails is no missing checkpoint', async (t) => {
  const { images } = await hold(['b']);
  const failing: ImageStore = {
    ...images,
    tag: () => Promise.reject(new EngineError('tag', 'lost', 'gone')),
  };
  await t.throwsAsync(findFor('p', failing), { message: 'gone' });
});

test('a key that only begins alike is another one', async (t) => {
  const { images, tags } = await hold(['p', 'z'], { key: `${key.slice(0, 8)}0000` });
  const before = tags();
  t.deepEqual(await findFor('p', images), {});
  t.deepEqual(tags(), before);
});

test('a state changed by hand is never found', async (t) => {
  const { images } = await hold(['p', 'z'], { handmade: true });
  t.deepEqual(await findFor('p', images), {});
});

test('a state that was kept anyway, or that a failed step left, is never found, whatever its tag says', async (t) => {
  for (const changes of [{ keptKey: 'aa' }, { wreck: { on: 'aa', exitCode: 1, message: '' } }]) {
    const { images, tags } = await hold(['p'], changes);
    const { id } = (await images.find(tags()[0]!))!;
    await images.tag(id, `refrom/p:s-L9-${key.slice(0, 8)}`);
    t.deepEqual(await findFor('p', images), {});
  }
});
