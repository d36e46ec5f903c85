// What a push or a pull leaves behind in the engine: nothing, and every name where it was.
import test from 'ava';
import { writeMark, type CheckpointMark } from '../../src/checkpoints/checkpoint-name.js';
import { enterState } from '../../src/cli/enter-state.js';
import { pushFailure } from '../../src/cli/push-failure.js';
import { pushImage } from '../../src/cli/push-image.js';
import { receiveCheckpoint } from '../../src/cli/receive-checkpoint.js';
import type { ImageStore } from '../../src/engine/ports.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine, type ScriptedEngine } from '../helpers/scripted-engine.js';

const reference = 'r.example/app:1';
const mark: CheckpointMark = { key: 'aa00bb11cc', stage: '0', line: 2, handmade: false, milliseconds: 1 };

/** Pushes and pulls last until somebody ends them, which happens as soon as they have begun. */
function interrupted(engine: ScriptedEngine): { images: ImageStore; signal: AbortSignal; pushed: string[] } {
  const abort = new AbortController();
  const pushed: string[] = [];
  const end = (): Promise<never> => {
    abort.abort(new Error('interrupted'));
    return Promise.reject(abort.signal.reason as Error);
  };
  const images: ImageStore = {
    ...engine.images,
    push: (name) => {
      pushed.push(name);
      return end();
    },
    pull: async (name) => {
      await engine.images.tag(engine.addImage('newer').id, name);
      return end();
    },
  };
  return { images, signal: abort.signal, pushed };
}

/** The registry holds an image with this mark, or with none. */
function serving(engine: ScriptedEngine, comment?: string): ImageStore {
  return {
    ...engine.images,
    pull: async (name) => {
      const { config, layers } = engine.addImage('newer');
      const history = [{ created: '', created_by: 'x', ...(comment !== undefined && { comment }) }];
      const draft = { config, layers, history, platform: 'linux/amd64', created: '', tags: [name] };
      await engine.images.create(draft);
      return (await engine.images.find(name))!;
    },
  };
}

test('a push that is interrupted gives the name back to the image that had it', async (t) => {
  const engine = createScriptedEngine();
  const { id } = engine.addImage('state');
  const own = engine.addImage(reference).id;
  const { images, signal } = interrupted(engine);
  await t.throwsAsync(pushImage(images, id, reference, signal), { message: 'interrupted' });
  t.is((await engine.images.find(reference))?.id, own);
});

const travellers = { state: 's:1', wreck: 'w:1', stages: [{ name: 'build', image: 'b:1' }] };
const order = { reference, isAllowed: false };

function withTravellers(): ScriptedEngine {
  const engine = createScriptedEngine();
  for (const name of ['s:1', 'w:1', 'b:1']) engine.addImage(name);
  return engine;
}

test('a failure whose push is interrupted leaves nothing behind, and nothing more is pushed', async (t) => {
  const engine = withTravellers();
  const { images, signal, pushed } = interrupted(engine);
  await t.throwsAsync(pushFailure(images, travellers, { ...order, signal }), { message: 'interrupted' });
  t.deepEqual(pushed, [`${reference}-wreck`]);
  t.deepEqual(engine.tags(), {});
});

test('an image that cannot be removed hides neither the others nor what stood in the way first', async (t) => {
  const engine = withTravellers();
  const { images, signal } = interrupted(engine);
  const stuck: ImageStore = {
    ...images,
    remove: (name) => (name === 'w:1' ? Promise.reject(new Error('stuck')) : engine.images.remove(name)),
  };
  await t.throwsAsync(pushFailure(stuck, travellers, { ...order, signal }), { message: 'interrupted' });
  t.deepEqual(Object.keys(engine.tags()), ['w:1']);
  const whole = { ...stuck, push: () => Promise.resolve() };
  const again = { ...travellers, stages: [], state: 'w:1' };
  const { signal: quiet } = new AbortController();
  await t.throwsAsync(pushFailure(whole, again, { ...order, signal: quiet }), { message: 'stuck' });
});

test('what came and is no checkpoint does not keep the name of an image that was here', async (t) => {
  const engine = createScriptedEngine();
  const own = engine.addImage(reference).id;
  for (const keepsName of [true, false]) {
    await t.throwsAsync(receiveCheckpoint(serving(engine), reference, { keepsName }), {
      message: /is no checkpoint/,
    });
    t.is((await engine.images.find(reference))?.id, own);
  }
});

test('a pull that is interrupted leaves the name where it was', async (t) => {
  const engine = createScriptedEngine();
  const own = engine.addImage(reference).id;
  const { images, signal } = interrupted(engine);
  await t.throwsAsync(receiveCheckpoint(images, reference, { keepsName: true, signal }), {
    message: 'interrupted',
  });
  t.is((await engine.images.find(reference))?.id, own);
});

test('a checkpoint that was pulled by name has that name, and one of ours', async (t) => {
  const engine = createScriptedEngine();
  engine.addImage(reference);
  const images = serving(engine, writeMark(mark));
  const { tag, image } = await receiveCheckpoint(images, reference, { keepsName: true });
  t.is(tag, 'refrom/pulled:0-L2-aa00bb11');
  t.is((await engine.images.find(reference))?.id, image.id);
});

test('a state that was kept anyway is neither pushed nor gone on from', async (t) => {
  const engine = withTravellers();
  const kept = { ...mark, keptKey: 'dd22ee33ff' };
  const images = serving(engine, writeMark(kept));
  const { id } = await images.pull('k:1', undefined);
  const pushing = pushFailure(
    images,
    { state: id, wreck: null, stages: [] },
    { ...order, signal: new AbortController().signal },
  );
  await t.throwsAsync(pushing, { message: /was kept anyway: it was made before line 2 of stage 0 changed/ });
  const image = (await engine.images.find('s:1'))!;
  t.throws(
    () => enterState(planOf('FROM a\nRUN x'), ['', kept.key], { mark: kept, image, tag: 's:1', reference }),
    {
      message: /was kept anyway/,
    },
  );
});
