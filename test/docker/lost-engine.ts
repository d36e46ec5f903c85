// Whatever an engine does, calls end, and say what happened.
import test from 'ava';
import { connectEngine, type ConnectedEngine } from '../../src/docker/connect.js';
import { explainFailure } from '../../src/docker/failure.js';
import { dies, fakeEngine, json, type Answers } from '../helpers/fake-engine.js';
import { makeContainer, uniqueName } from '../helpers/live-engine.js';

const execution = { command: ['true'], environment: [], workingDirectory: '/', user: '' };
const draft = { config: {}, history: [], layers: [], platform: 'linux/amd64', created: '', tags: [] };

const image = { ...draft, reference: 'x', id: 'x', size: 0 };

/** What an engine says before the point where it dies. */
const exec: Answers = {
  'GET /containers/x/json': json({ Config: { Env: null } }),
  'POST /containers/x/exec': json({ Id: 'e' }, 201),
};
const graph: Answers = {
  'GET /version': json({ Version: '1', ApiVersion: '1', Os: 'linux', Arch: 'amd64' }),
  'GET /info': json({ DriverStatus: [] }),
};

const calls: Readonly<Record<string, (engine: ConnectedEngine) => Promise<unknown>>> = {
  ping: (engine) => engine.ping(),
  describe: (engine) => engine.describe(),
  find: (engine) => engine.images.find('x'),
  pull: (engine) => engine.images.pull('x', undefined),
  'create an image': (engine) => engine.images.create(draft),
  create: (engine) => engine.containers.create({ name: 'x', image: 'x' }),
  start: (engine) => engine.containers.start('x'),
  execute: (engine) => engine.containers.execute('x', execution, () => undefined),
  'end leftovers': (engine) => engine.containers.endLeftovers('x'),
  status: (engine) => engine.containers.status('x', '/x'),
  read: async (engine) => {
    for await (const { path } of await engine.containers.read('x', '/x')) if (path === 'never') break;
  },
  measure: (engine) => engine.containers.writtenBytes('x'),
  'join layers': (engine) => engine.images.joinLayers({ image, keptLayers: 0, tags: [] }),
  commit: (engine) => engine.containers.commit('x', 'x:1'),
  remove: (engine) => engine.containers.remove('x'),
};

const isLost = { name: 'EngineError', message: /ended/ };

for (const [name, call] of Object.entries(calls)) {
  test(`${name}: the engine dies at once`, async (t) => {
    const engine = await fakeEngine(t, { '': dies });
    t.like(await t.throwsAsync(call(engine), isLost), { failure: 'lost' });
  });
  test(`${name}: the engine dies in the middle of its answer`, async (t) => {
    const engine = await fakeEngine(t, {
      '': (answer, die) => {
        if ('writeHead' in answer) answer.writeHead(200, { 'content-length': 1000 }).write('{ "Id": ');
        setTimeout(die, 20);
      },
    });
    if (name === 'status') await call(engine).catch(() => undefined);
    else t.like(await t.throwsAsync(call(engine), isLost), { failure: 'lost' });
    t.pass();
  });
  test(`${name}: no engine is there`, async (t) => {
    const engine = connectEngine({ host: `unix:///tmp/${uniqueName()}.sock` });
    const error = await t.throwsAsync(call(engine), {
      name: 'EngineError',
      message: /no Docker engine answers at unix:/,
    });
    t.like(error, { failure: 'unreachable' });
    t.regex((error as { hint?: string }).hint ?? '', /DOCKER_HOST/);
  });
}

test('execute: the engine dies while the command runs', async (t) => {
  const engine = await fakeEngine(t, {
    ...exec,
    'POST /exec/e/start': ({ socket }, die) => {
      socket?.write(Buffer.from([1, 0, 0, 0, 0, 0, 0, 2, 104, 105]));
      setTimeout(die, 50);
    },
  });
  let output = '';
  const running = engine.containers.execute(
    'x',
    execution,
    (_, chunk) => (output += Buffer.from(chunk).toString()),
  );
  t.like(await t.throwsAsync(running, isLost), { failure: 'lost' });
  t.is(output, 'hi');
});

test('create an image: the engine dies while it loads', async (t) => {
  const engine = await fakeEngine(t, {
    ...graph,
    'POST /images/load': (answer, die) => {
      if ('writeHead' in answer) answer.writeHead(200).write('{"stream":"Loading"}\n');
      setTimeout(die, 20);
    },
  });
  t.like(await t.throwsAsync(engine.images.create(draft), isLost), { failure: 'lost' });
});

test('create an image: the engine begins, and then refuses', async (t) => {
  const answer = { errorDetail: { message: 'no space left on device' }, error: 'no space left on device' };
  const engine = await fakeEngine(t, { ...graph, 'POST /images/load': json(answer) });
  const error = await t.throwsAsync(engine.images.create(draft), { message: /no space left on device/ });
  t.like(error, { name: 'EngineError', failure: 'refused' });
});

test("a refusal carries the engine's own words and its status", async (t) => {
  const engine = await fakeEngine(t, { 'POST /containers/create': json({ message: 'name is in use' }, 409) });
  const error = await t.throwsAsync(engine.containers.create({ name: 'x', image: 'y' }));
  t.like(error, {
    failure: 'refused',
    status: 409,
    message: 'cannot create a container from y: name is in use',
  });
});

test('an aborted call rejects with the reason', async (t) => {
  const engine = await fakeEngine(t, { '': () => undefined });
  const reason = new Error('enough');
  const abort = new AbortController();
  setTimeout(() => {
    abort.abort(reason);
  }, 30);
  t.is(await t.throwsAsync(engine.containers.create({ name: 'x', image: 'x' }, abort.signal)), reason);
  t.is(await t.throwsAsync(engine.containers.create({ name: 'x', image: 'x' }, abort.signal)), reason);
});

test('a user who may not is told how to', (t) => {
  const denied = Object.assign(new Error('connect EACCES'), { code: 'EACCES', syscall: 'connect' });
  const error = explainFailure(denied, { operation: 'x', host: 'unix:///x', hasBegun: false });
  t.like(error, { failure: 'unreachable', cause: denied });
  t.regex((error as Error).message, /permission denied/);
  t.regex((error as { hint: string }).hint, /group docker.*sudo/);
});

test('a container that is gone is removed without complaint', async (t) => {
  const engine = await fakeEngine(t, { 'DELETE /containers/x': json({ message: 'No such container' }, 404) });
  await t.notThrowsAsync(engine.containers.remove('x'));
  t.truthy(await makeContainer(t));
});

test('a list that fails as an image goes meanwhile is asked for again, and not for ever', async (t) => {
  const image = { Id: 'sha256:1', RepoTags: ['refrom/p:x'], Size: 5 };
  let failures = 3;
  const gone = json({ message: 'content digest sha256:2: not found' }, 404);
  const engine = await fakeEngine(t, {
    'GET /images/json': (answer) => {
      failures -= 1;
      if (failures >= 0) gone(answer);
      else json([image])(answer);
    },
  });
  t.deepEqual(await engine.images.listTags('refrom/'), [{ tag: 'refrom/p:x', id: 'sha256:1', bytes: 5 }]);
  failures = Infinity;
  t.like(await t.throwsAsync(engine.images.listTags('refrom/')), { failure: 'not-found' });
});
