// Files through the engine's archives: nothing of an entry may change on the way in and out.
import { gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { encodeArchive } from '../../src/docker/archive/encode-archive.js';
import { engine, makeContainer, run, startContainer } from '../helpers/live-engine.js';
import { collect, everyKind, file, plain, sorted, time, toEntries } from '../helpers/plain-entries.js';

async function makeFolder(t: ExecutionContext): Promise<string> {
  const container = await startContainer(t);
  await run(container, 'mkdir -p /x');
  return container;
}

test('a tree comes out of a container as it went in', async (t) => {
  const container = await makeFolder(t);
  await engine.containers.write(container, '/x', toEntries(everyKind));
  const list = await collect(await engine.containers.read(container, '/x'));
  t.deepEqual(list.slice(1), sorted(everyKind).slice(1));
});

test('a tree goes from one container to another', async (t) => {
  const [from, to] = [await makeFolder(t), await makeFolder(t)];
  await engine.containers.write(from, '/x', toEntries(everyKind));
  await engine.containers.write(to, '/x', await engine.containers.read(from, '/x'));
  const list = await collect(await engine.containers.read(to, '/x'));
  t.deepEqual(list.slice(1), sorted(everyKind).slice(1));
});

test('fractions of a second arrive in the container', async (t) => {
  const container = await makeFolder(t);
  await engine.containers.write(container, '/x', toEntries([file('f', '', { modified: time + 500 })]));
  const { stdout } = await run(container, 'stat -c %y /x/f; ls --full-time /x/f');
  t.regex(stdout, /40:00\.5/);
});

test('missing parents are made 0755 0:0, existing ones stay', async (t) => {
  const container = await makeFolder(t);
  await run(container, 'mkdir -m 700 /x/a && chown 3:3 /x/a');
  await engine.containers.write(container, '/x', toEntries([file('a/b/c/f', 'x')]));
  t.like(await engine.containers.status(container, '/x/a'), { mode: 0o700 });
  t.like(await engine.containers.status(container, '/x/a/b'), { type: 'directory', mode: 0o755 });
  t.is((await run(container, 'stat -c %u:%g /x/a /x/a/b')).stdout, '3:3\n0:0\n');
});

test('one file, and one link', async (t) => {
  const container = await makeContainer(t);
  const tree = [
    file('f', 'content'),
    { ...plain, path: 'l', type: 'link', target: 'f', mode: 0o777 } as const,
  ];
  await engine.containers.write(container, '/', toEntries(tree));
  t.like((await collect(await engine.containers.read(container, '/f')))[0], { path: '', content: 'content' });
  t.like((await collect(await engine.containers.read(container, '/l')))[0], {
    path: '',
    type: 'link',
    target: 'f',
  });
});

test('the state of paths', async (t) => {
  const container = await makeFolder(t);
  await engine.containers.write(container, '/x', toEntries(everyKind));
  const status = (path: string) => engine.containers.status(container, path);
  t.deepEqual(await status('/x/d'), { type: 'directory', mode: 0o1777, size: 4096 });
  t.deepEqual(await status('/x/d/all-bits'), { type: 'file', mode: 0o7755, size: 1 });
  t.like(await status('/x/d/link'), { type: 'link', target: '/x/no/where' });
  t.like(await status('/x/d/pipe'), { type: 'other' });
  t.is(await status('/x/none'), undefined);
  t.is(await status('/x/d/big/below/a/file'), undefined);
  t.is(await status('/none/none'), undefined);
});

test('reading where nothing lies, and a container that is not there', async (t) => {
  const container = await makeContainer(t);
  await t.throwsAsync(engine.containers.read(container, '/none'), { name: 'EngineError', message: /\/none/ });
  const error = await t.throwsAsync(engine.containers.read('no-such-container', '/'));
  t.like(error, { failure: 'not-found', status: 404 });
});

test('a source that fails while it is written fails the write with its own error', async (t) => {
  const container = await makeContainer(t);
  const reason = Object.assign(new Error('gone'), { code: 'ENOENT' });
  const entries = (async function* () {
    yield* toEntries([file('a', 'a'.repeat(1_000_000))]);
    throw reason;
  })();
  t.is(await t.throwsAsync(engine.containers.write(container, '/', entries)), reason);
});

test('a folder that is not there refuses the write, however large', async (t) => {
  const container = await makeContainer(t);
  const big = file('big', 'b'.repeat(50_000_000));
  const error = await t.throwsAsync(engine.containers.write(container, '/none', toEntries([big])));
  t.like(error, { failure: 'not-found', status: 404 });
});

test('an abort while writing, and while reading', async (t) => {
  const container = await makeContainer(t);
  const reason = new Error('enough');
  const abort = new AbortController();
  const endless = (async function* () {
    for (let count = 0; ; count += 1) {
      if (count === 20) abort.abort(reason);
      yield* toEntries([file(`f${count}`, 'x'.repeat(1_000_000))]);
    }
  })();
  t.is(await t.throwsAsync(engine.containers.write(container, '/', endless, abort.signal)), reason);
  const second = new AbortController();
  const reading = async (): Promise<void> => {
    for await (const { path } of await engine.containers.read(container, '/', second.signal)) {
      if (path !== '') second.abort(reason);
    }
  };
  t.is(await t.throwsAsync(reading()), reason);
});

test('compressed archives are unpacked', async (t) => {
  const container = await makeContainer(t);
  const pieces: Uint8Array[] = [];
  for await (const piece of encodeArchive(toEntries([file('f', 'zipped', { uid: 9 })]))) pieces.push(piece);
  const archive = (async function* () {
    await Promise.resolve();
    yield gzipSync(Buffer.concat(pieces));
  })();
  await engine.containers.unpack(container, '/', archive);
  t.like((await collect(await engine.containers.read(container, '/f')))[0], { content: 'zipped', uid: 9 });
});
