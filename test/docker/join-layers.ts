// Layers of a real image made one: the same files, configuration and history.
import test, { type ExecutionContext } from 'ava';
import {
  buildImage,
  engine,
  makeContainer,
  run,
  startContainer,
  uniqueName,
} from '../helpers/live-engine.js';
import { differences, readExport, type ExportedTree } from '../helpers/exported-tree.js';
import { imageStates } from '../helpers/image-states.js';

const dockerfile = String.raw`FROM fixture/busybox
RUN mkdir -p /d/e /o /sticky && chmod 1777 /sticky && head -c 3000000 /dev/urandom > /d/a && echo o > /o/old
RUN echo l > /d/l0 && ln /d/l0 /d/l1 && ln /d/l0 /d/l2 && ln /d/a /d/hard && mkdir /d/gone && touch /d/gone/x /bin-list && touch -d @1000000000 /d/e/x
ENV A=b
RUN rm -r /d/a /d/l0 /d/gone /o /bin/acpid && mkdir /o && echo new > /o/new && chmod 4755 /d/hard && chown 3:4 /d/e
RUN rm /bin-list && mkdir /bin-list && ln -s ../o/new /bin-list/link && mkfifo /pipe && touch -d @1000000000 /d/e
RUN rm -rf /usr && echo file > /usr && echo done > /sticky/file
VOLUME /v
HEALTHCHECK --interval=5s CMD true
CMD ["x", "y"]
`;

async function join(t: ExecutionContext, keptLayers: number) {
  const before = (await engine.images.find(await buildImage(t, dockerfile)))!;
  const tag = `${uniqueName()}:joined`;
  const id = await engine.images.joinLayers({ image: before, keptLayers, tags: [tag] });
  t.teardown(() => engine.images.remove(tag));
  const after = (await engine.images.find(tag))!;
  t.is(after.id, id);
  return { before, after };
}

/** Without which files are one: a stack of layers tells it of names that are gone, too. */
const apart = (tree: ExportedTree): ExportedTree =>
  new Map([...tree].map(([path, line]) => [path, line.replace(/ = .*/, '')]));

for (const keptLayers of [1, 3, 0]) {
  test(`all above layer ${String(keptLayers)} is one layer with the same files`, async (t) => {
    const { before, after } = await join(t, keptLayers);
    t.is(before.layers.length, 6);
    t.deepEqual(after.layers.slice(0, -1), before.layers.slice(0, keptLayers));
    t.is(after.layers.length, keptLayers + 1);
    const [former, latter] = [await imageStates(before.id), await imageStates(after.id)];
    t.deepEqual(differences(apart(former.at(-1)!), apart(latter.at(-1)!)), []);
    const containers = [await makeContainer(t, before.id), await makeContainer(t, after.id)];
    const [one, other] = await Promise.all(containers.map((id) => readExport(['export', id])));
    t.deepEqual(differences(one!, other!), []);
    t.regex(other!.get('/d/l1') ?? '', / = \/d\/l1 = \/d\/l2$/);
  });
}

test('configuration, platform and time are as they were, and the history lacks nothing', async (t) => {
  const { before, after } = await join(t, 1);
  t.deepEqual(after.config, before.config);
  t.is(after.platform, before.platform);
  t.is(after.created, before.created);
  t.deepEqual(
    after.history.map(({ created_by }) => created_by),
    before.history.map(({ created_by }) => created_by),
  );
  t.is(after.history.filter((entry) => entry.empty_layer !== true).length, 2);
  t.deepEqual(await engine.images.joinLayers({ image: before, keptLayers: 1, tags: [] }), after.id);
});

test('a folder lists nothing that is gone', async (t) => {
  const { after } = await join(t, 1);
  const { stdout, stderr } = await run(
    await startContainer(t, after.id),
    'ls /d /o /bin-list; ls -d /bin/acp*',
  );
  t.is(stdout, '/bin-list:\nlink\n\n/d:\ne\nhard\nl1\nl2\n\n/o:\nnew\n');
  t.regex(stderr, /acp\*: No such file/);
});

test('a signal ends it, and no image comes of it', async (t) => {
  const image = (await engine.images.find(await buildImage(t, dockerfile)))!;
  const abort = new AbortController();
  let asked = 0;
  const watched = {
    ...image,
    // It is read by its ID: first for what it lists, then for its contents, and that is where the signal comes.
    get id(): string {
      asked += 1;
      if (asked === 2) abort.abort(new Error('stop'));
      return image.id;
    },
  };
  const tag = `${uniqueName()}:never`;
  const order = { image: watched, keptLayers: 0, tags: [tag] };
  await t.throwsAsync(engine.images.joinLayers(order, abort.signal), { message: 'stop' });
  t.true(asked >= 2);
  t.is(await engine.images.find(tag), undefined);
});
