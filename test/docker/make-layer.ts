// A layer made of files, loaded and built: the same whichever way it takes.
import test from 'ava';
import type { FileEntries } from '../../src/engine/file-entry.js';
import type { HistoryEntry, ImageDraft, StoredImage } from '../../src/engine/ports.js';
import { collect, everyKind, file, folder, sorted, toEntries, type Plain } from '../helpers/plain-entries.js';
import { docker } from '../helpers/refrom.js';
import { fakeEngine, json } from '../helpers/fake-engine.js';
import { engine, makeContainer, run, startContainer, uniqueName } from '../helpers/live-engine.js';

const created = '2024-05-06T07:08:09.123456789Z';

const draftOf = ({ layers, platform, history }: StoredImage, over: Partial<ImageDraft> = {}): ImageDraft => ({
  ...{ config: {}, layers, platform, created },
  history: [...history, { created, created_by: 'COPY', comment: '' }],
  tags: [`${uniqueName()}:1`],
  ...over,
});

const kinds = everyKind.slice(1).map((entry) => ({
  ...entry,
  path: `new/${entry.path}`,
  ...(entry.type === 'hardlink' ? { target: `new/${String(entry.target)}` } : {}),
}));
const few: readonly Plain[] = [
  folder('new', { mode: 0o1750, uid: 3, modified: 1_400_000_000_125 }),
  ...kinds,
  file('new/precise', '', { modified: 1_500_000_000_125 }),
];
/** So many that the builder is faster. */
const many: readonly Plain[] = [
  ...few,
  folder('new/more'),
  ...Array.from({ length: 2100 }, (_, index) => file(`new/more/${String(index)}`, `${String(index)}\n`)),
];

const base = async (): Promise<StoredImage> => (await engine.images.find('fixture/busybox:latest'))!;

/** True where the builder has made an image on the way to this one, which is gone again. */
async function isBuilt(tag: string): Promise<boolean> {
  const until = String(Math.ceil(Date.now() / 1000));
  const events = await docker('events', '--since', '10m', '--until', until, '--filter', 'type=image');
  return events.includes(`name=${tag}-built`);
}

/** What the engine's builder keeps of builds. */
const keptByBuilder = async (): Promise<readonly string[]> =>
  (await docker('buildx', 'du', '--verbose')).match(/^Description:.*/gm) ?? [];

const isSame = test.macro(async (t, list: readonly Plain[]) => {
  const draft = draftOf(await base());
  const id = await engine.images.createWithLayer(draft, () => toEntries(list));
  t.teardown(() => engine.images.remove(draft.tags[0]!));
  const made = (await engine.images.find(id))!;
  t.like(made, { id, config: {}, tags: draft.tags });
  const commands = (each: readonly HistoryEntry[]) => each.map(({ created_by }) => created_by);
  t.deepEqual(commands(made.history), commands(draft.history));
  t.deepEqual(made.layers.slice(0, -1), draft.layers);
  const read = await collect(await engine.containers.read(await makeContainer(t, id), '/new'));
  const found = read.filter(({ path }) => path !== 'more' && !path.startsWith('more/'));
  const wanted = few.map((entry) => ({
    ...entry,
    path: entry.path.replace(/^new\/?/, ''),
    // The engine's archives have whole seconds.
    modified: Math.floor(entry.modified / 1000) * 1000,
    ...(entry.type === 'hardlink' ? { target: entry.target?.replace('new/', '') } : {}),
  }));
  t.deepEqual(found, sorted(wanted));
  const { stdout } = await run(await startContainer(t, id), 'stat -c %y /new /new/precise');
  t.is(stdout, '2014-05-13 16:53:20.125000000 +0000\n2017-07-14 02:40:00.125000000 +0000\n');
  t.is(read.length - found.length, list === many ? 2101 : 0);
  t.is(await isBuilt(draft.tags[0]!), list === many);
});

test.serial('a few files, which are loaded', isSame, few);
test.serial('many small ones, which are built', isSame, many);

test.serial('what was built leaves nothing behind', async (t) => {
  const before = await keptByBuilder();
  const draft = draftOf(await base());
  await engine.images.createWithLayer(draft, () => toEntries(many));
  t.teardown(() => engine.images.remove(draft.tags[0]!));
  t.true(await isBuilt(draft.tags[0]!));
  const [name = ''] = draft.tags[0]!.split(':');
  const names = (await docker('images', '--format', '{{.Repository}}:{{.Tag}}')).split('\n');
  t.deepEqual(
    names.filter((each) => each.startsWith(name)),
    draft.tags,
  );
  t.deepEqual(
    (await keptByBuilder()).filter((each) => !before.includes(each)),
    [],
  );
});

test.serial('on no layer at all', async (t) => {
  const draft = draftOf(await base(), { layers: [], history: [] });
  const id = await engine.images.createWithLayer(draft, () => toEntries(many));
  t.teardown(() => engine.images.remove(draft.tags[0]!));
  t.is((await engine.images.find(id))!.layers.length, 1);
  t.true(await isBuilt(draft.tags[0]!));
});

test.serial('for another machine', async (t) => {
  const draft = draftOf(await base(), { platform: 'linux/arm64' });
  const id = await engine.images.createWithLayer(draft, () => toEntries(many));
  t.teardown(() => engine.images.remove(draft.tags[0]!));
  t.like(await engine.images.find(id), { platform: 'linux/arm64' });
  t.true(await isBuilt(draft.tags[0]!));
});

for (const [how, refuses] of [
  ['at once', json({ message: 'no builder here' }, 501)],
  ['on the way', json({ errorDetail: { message: 'no builder here' } })],
] as const)
  test.serial(`a builder that refuses ${how} is not asked again: the layer is loaded`, async (t) => {
    let [asked, loaded] = [0, 0];
    const fake = await fakeEngine(t, {
      'GET /version': json({ Version: '28.5.2', ApiVersion: '1.51', Os: 'linux', Arch: 'amd64' }),
      'GET /info': json({ DriverStatus: [] }),
      'POST /build?': (answer) => {
        asked += 1;
        refuses(answer);
      },
      'POST /images/load': (answer) => {
        loaded += 1;
        json({ stream: 'Loaded' })(answer);
      },
      'GET /system/df': json({ BuildCache: null }),
      'DELETE /images/': json({ message: 'No such image' }, 404),
    });
    const draft = draftOf(await base());
    const first = await fake.images.createWithLayer(draft, () => toEntries(many));
    t.is(await fake.images.createWithLayer(draft, () => toEntries(many)), first);
    t.is(asked, 1);
    t.is(loaded, 3, 'what lies below for the builder, and each image');
  });

test.serial('a file that changes on the way makes no image, built or not', async (t) => {
  const draft = draftOf(await base());
  const short = { ...file('new/short', 'abc'), size: 4 };
  const message = 'cannot copy new/short: it changed meanwhile, from 4 to 3 bytes';
  await t.throwsAsync(
    engine.images.createWithLayer(draft, () => toEntries([...many, short])),
    { message },
  );
  t.is(await engine.images.find(draft.tags[0]!), undefined);
});

test.serial('an interrupt ends the builder, too', async (t) => {
  const draft = draftOf(await base());
  const control = new AbortController();
  const reason = new Error('enough');
  async function* interrupted(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    control.abort(reason);
    yield Buffer.from('abc');
  }
  const last = { ...file('new/last', 'abc'), read: interrupted };
  async function* entries(): FileEntries {
    yield* toEntries(many);
    yield last;
  }
  await t.throwsAsync(engine.images.createWithLayer(draft, entries, control.signal), { is: reason });
  t.is(await engine.images.find(draft.tags[0]!), undefined);
});
