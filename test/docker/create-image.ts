import test from 'ava';
import type { ImageDraft, StoredImage } from '../../src/engine/ports.js';
import { collect, file, folder, toEntries } from '../helpers/plain-entries.js';
import {
  buildImage,
  engine,
  makeContainer,
  run,
  startContainer,
  uniqueName,
} from '../helpers/live-engine.js';

/** With all that a commit could not take away again. */
const fullDockerfile = `FROM fixture/busybox
ENV GONE=1
VOLUME /v
EXPOSE 80
LABEL gone=yes
USER 7
WORKDIR /w
HEALTHCHECK CMD true
STOPSIGNAL SIGINT
ENTRYPOINT ["sh"]
CMD ["-c", "true"]
ONBUILD RUN true
SHELL ["/bin/sh", "-ec"]
RUN :
`;

const time = '2024-05-06T07:08:09.123456789Z';

const draftFrom = (image: StoredImage, over: Partial<ImageDraft> = {}): ImageDraft => ({
  config: {},
  history: image.history,
  layers: image.layers,
  platform: image.platform,
  created: time,
  tags: [],
  layersOf: image.id,
  ...over,
});

test('everything that was there can be taken away', async (t) => {
  const image = (await engine.images.find(await buildImage(t, fullDockerfile)))!;
  t.like(image.config, { User: '7', WorkingDir: '/w', Entrypoint: ['sh'], StopSignal: 'SIGINT' });
  const id = await engine.images.create(draftFrom(image));
  t.teardown(() => engine.images.remove(id));
  const made = (await engine.images.find(id))!;
  t.deepEqual(made.config, {});
  t.deepEqual(made.layers, image.layers);
});

test('everything that is wanted is there', async (t) => {
  const base = (await engine.images.find('fixture/busybox:latest'))!;
  const config = {
    User: 'app:staff',
    ExposedPorts: { '53/udp': {}, '80/tcp': {} },
    Env: ['PATH=/bin', 'B=2', 'A=ü "\\'],
    Entrypoint: ['/bin/sh', '-c'],
    Cmd: ['echo $A'],
    Healthcheck: { Test: ['CMD', 'true'], Interval: 2e9, Retries: 3 },
    Volumes: { '/v': {} },
    WorkingDir: '/w',
    Labels: { b: '2', a: '1' },
    StopSignal: 'SIGINT',
    OnBuild: ['RUN true'],
    Shell: ['/bin/sh', '-ec'],
  };
  const history = [
    ...base.history,
    { created: '2024-05-06T07:08:09Z', created_by: 'ENV B=2', comment: 'refrom', empty_layer: true },
  ];
  const tags = [`${uniqueName()}:one`, `${uniqueName()}:two`];
  const draft = draftFrom(base, { config, history, tags, author: 'somebody' });
  const id = await engine.images.create(draft);
  t.teardown(() => Promise.all(tags.map((tag) => engine.images.remove(tag))));
  const made = (await engine.images.find(tags[1]!))!;
  t.deepEqual(made, {
    ...made,
    ...{ id, config, history, layers: base.layers, platform: base.platform, created: time, tags },
  });
  t.is(await engine.images.create({ ...draft, config: { ...config, Labels: { a: '1', b: '2' } } }), id);
});

test('layers of a commit, after the commit is gone', async (t) => {
  const container = await startContainer(t);
  await run(container, 'echo new > /new');
  const name = `${uniqueName()}:commit`;
  const committed = await engine.containers.commit(container, name);
  t.deepEqual(committed.tags, [name]);
  t.is(committed.config.Entrypoint, undefined);
  const id = await engine.images.create(draftFrom(committed, { tags: [`${uniqueName()}:x`] }));
  t.teardown(() => engine.images.remove(id).then(() => undefined));
  await engine.images.remove(committed.id);
  t.is((await run(await startContainer(t, id), 'cat /new')).stdout, 'new\n');
});

test('from scratch: no layers at all', async (t) => {
  const { platform } = await engine.describe();
  const tag = `${uniqueName()}:scratch`;
  const draft = { config: { Env: ['A=1'] }, history: [], layers: [], platform, created: time, tags: [tag] };
  const id = await engine.images.create(draft);
  t.teardown(() => engine.images.remove(tag));
  t.like(await engine.images.find(tag), { id, layers: [], history: [], config: { Env: ['A=1'] } });
  const container = await makeContainer(t, tag);
  await engine.containers.write(container, '/', await engine.containers.read(await makeContainer(t), '/bin'));
  const committed = await engine.containers.commit(container, `${uniqueName()}:commit`);
  t.teardown(() => engine.images.remove(committed.id));
  t.is(committed.layers.length, 1);
});

test('what the engine tells of an image makes the same image again', async (t) => {
  const base = (await engine.images.find('fixture/busybox:latest'))!;
  for (const created of [
    '2024-05-06T07:08:09.120Z',
    '2024-05-06T07:08:10.000Z',
    '2024-05-06T07:08:10.123Z',
  ]) {
    const entry = { created, created_by: 'ENV A=b', empty_layer: true };
    const id = await engine.images.create(draftFrom(base, { created, history: [...base.history, entry] }));
    t.teardown(() => engine.images.remove(id));
    const found = (await engine.images.find(id))!;
    t.is(await engine.images.create(draftFrom(found, { created: found.created })), id, created);
  }
});

test('a layer made of files lies on those that are there', async (t) => {
  const base = (await engine.images.find('fixture/busybox:latest'))!;
  const entry = { created: time, created_by: 'COPY', comment: '' };
  const draft = draftFrom(base, { history: [...base.history, entry], tags: [`${uniqueName()}:1`] });
  const content = 'x'.repeat(70_000);
  const list = [folder('new', { mode: 0o1750, uid: 3 }), file('new/file', content, { gid: 4, mode: 0o4711 })];
  let looks = 0;
  const id = await engine.images.createWithLayer(draft, () => {
    looks += 1;
    return toEntries(list);
  });
  t.is(looks, 1, 'what was found to measure them is what is sent');
  t.teardown(() => engine.images.remove(draft.tags[0]!));
  const found = (await engine.images.find(id))!;
  t.is(found.layers.length, base.layers.length + 1);
  t.is(found.size - base.size, content.length);
  const container = await makeContainer(t, id);
  const read = await collect(await engine.containers.read(container, '/new'));
  t.like(read, [
    { path: '', mode: 0o1750, uid: 3 },
    { path: 'file', content: '70000 times x', gid: 4, mode: 0o4711 },
  ]);
});

test('files that fail on the way make no image, and say why', async (t) => {
  const base = (await engine.images.find('fixture/busybox:latest'))!;
  const tag = `${uniqueName()}:1`;
  const short = { ...file('f', 'abc'), size: 4 };
  await t.throwsAsync(
    engine.images.createWithLayer(draftFrom(base, { tags: [tag] }), () => toEntries([short])),
    { message: 'cannot copy f: it changed meanwhile, from 4 to 3 bytes' },
  );
  t.is(await engine.images.find(tag), undefined);
});

test('a draft with a layer that is not there is refused', async (t) => {
  const base = (await engine.images.find('fixture/busybox:latest'))!;
  const layers = [`sha256:${'0'.repeat(64)}`];
  const error = await t.throwsAsync(engine.images.create(draftFrom(base, { layers })));
  t.like(error, { name: 'EngineError', failure: 'refused' });
});

test('tags: given, listed, taken away', async (t) => {
  const base = (await engine.images.find('fixture/busybox:latest'))!;
  const name = uniqueName();
  const id = await engine.images.create(draftFrom(base, { author: name }));
  t.teardown(() => engine.images.remove(id));
  for (const tag of ['b', 'a']) await engine.images.tag(id, `${name}/x:${tag}`);
  const { size: bytes } = base;
  const listed = await engine.images.listTags(`${name}/x:`);
  t.deepEqual(
    [...listed].sort((a, b) => (a.tag < b.tag ? -1 : 1)),
    [
      { tag: `${name}/x:a`, id, bytes },
      { tag: `${name}/x:b`, id, bytes },
    ],
  );
  t.deepEqual(await engine.images.listTags(`${name}/x:a`), [{ tag: `${name}/x:a`, id, bytes }]);
  for (const tag of ['a', 'b', 'b']) await engine.images.remove(`${name}/x:${tag}`);
  t.deepEqual(await engine.images.listTags(`${name}/x:`), []);
});

test('an image that is not there', async (t) => {
  t.is(await engine.images.find('no/such:image'), undefined);
  t.is(await engine.images.find(`sha256:${'0'.repeat(64)}`), undefined);
});

test('the history has one entry with a layer for each layer', async (t) => {
  const tag = await buildImage(
    t,
    `${fullDockerfile}USER 0\nCOPY --from=fixture/busybox /bin/sh /x\nRUN touch /y\nCMD ["x"]\n`,
  );
  const image = (await engine.images.find(tag))!;
  t.is(image.history.filter((entry) => !entry.empty_layer).length, image.layers.length);
  const without = image.history
    .filter((entry) => entry.empty_layer)
    .map((entry) => entry.created_by.split(' ')[0]);
  t.false(
    without.some((word) => ['RUN', 'COPY', 'WORKDIR'].includes(word!)),
    without.join(),
  );
});
