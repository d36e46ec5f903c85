import { rm } from 'node:fs/promises';
import test, { type ExecutionContext } from 'ava';
import { openContext } from '../../../src/context/open-context.js';
import { executeCopy } from '../../../src/engine/execute/copy.js';
import { executeWorkdir } from '../../../src/engine/execute/workdir.js';
import type { CopyAction } from '../../../src/plan/action.js';
import {
  type FakeContainers,
  fakeContainers,
  type FakeFile,
  fakeFile,
  fakeFolder,
  fakeLink,
  listTree,
} from '../../helpers/fake-containers.js';
import { file, folder, hardlink, link, makeTree, type Tree } from '../../helpers/file-tree.js';

const tree: Tree = {
  f: file('f', 0o640),
  d: folder(0o700),
  'd/a': file('a', 0o4755),
  'd/b': hardlink('d/a'),
  'd/l': link('../../..'),
  'd/e': folder(0o2770),
};

interface Copied {
  readonly containers: FakeContainers;
  readonly tree: readonly string[];
}

type Files = Readonly<Record<string, FakeFile>>;

async function copied(
  t: ExecutionContext,
  copy: Partial<CopyAction>,
  {
    target = {},
    origin = {},
    isApart = false,
  }: { readonly target?: Files; readonly origin?: Files; readonly isApart?: boolean } = {},
): Promise<Copied> {
  const root = await makeTree(tree);
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const containers = fakeContainers({ target, origin });
  const base = { type: 'copy', keyword: 'COPY', from: { type: 'context' }, sources: [], files: [] } as const;
  await executeCopy(
    { ...base, destination: '/', link: false, unpack: false, ...copy },
    {
      containers,
      container: 'target',
      context: await openContext(root),
      openOrigin: () => Promise.resolve({ container: 'origin', name: 'stage build' }),
      decompress: (archive) => archive,
      signal: new AbortController().signal,
      keepsLinksApart: isApart,
    },
  );
  return { containers, tree: listTree(containers.trees.get('target')) };
}

test('a folder: its content, hard links and links kept, its own mode not', async (t) => {
  const { tree: found } = await copied(t, { sources: ['d'], destination: '/x/y' });
  t.deepEqual(found, [
    '755 0:0 /x/',
    '755 0:0 /x/y/',
    '4755 0:0 /x/y/a "a"',
    '4755 0:0 /x/y/b = x/y/a',
    '2770 0:0 /x/y/e/',
    '777 0:0 /x/y/l -> ../../..',
  ]);
});

test('owner and mode reach everything that is made, and nothing that exists', async (t) => {
  const target = { '/x': fakeFolder(0o711), '/etc': fakeFolder(), '/etc/passwd': fakeFile('app:x:3:4:::\n') };
  const { tree: found } = await copied(
    t,
    { sources: ['d/e', 'f'], destination: '/x/y/', owner: 'app', mode: 0o640 },
    { target },
  );
  t.deepEqual(found.slice(2), ['711 0:0 /x/', '640 3:4 /x/y/', '640 3:4 /x/y/f "f"']);
});

test('everything goes in one request', async (t) => {
  const { containers } = await copied(t, { sources: ['f', 'd'], destination: '/x/' });
  t.deepEqual(containers.calls, ['status target /x', 'write target /']);
});

test('the destination is found through links', async (t) => {
  const target = { '/x': fakeLink('real'), '/real': fakeFolder(0o700) };
  const { tree: found } = await copied(t, { sources: ['f'], destination: '/x/new/' }, { target });
  t.deepEqual(found, [
    '700 0:0 /real/',
    '755 0:0 /real/new/',
    '640 0:0 /real/new/f "f"',
    '777 0:0 /x -> real',
  ]);
});

test('heredocs come after the sources', async (t) => {
  const files = [{ name: 'f', content: 'inline' }];
  const { tree: found } = await copied(t, { sources: ['f'], files, destination: '/x/' });
  t.deepEqual(found, ['755 0:0 /x/', '644 0:0 /x/f "inline"']);
});

test('a wildcard without a match makes nothing', async (t) => {
  const { containers } = await copied(t, { sources: ['*.zip'], destination: '/x/y/' });
  t.deepEqual(containers.calls, []);
});

test('a missing source leaves the container alone', async (t) => {
  const containers = copied(t, { sources: ['f', 'nope'], destination: '/x/' });
  await t.throwsAsync(containers, { name: 'MissingSourceError' });
});

test('a file in the place of a folder is told from an engine that fails', async (t) => {
  const target = { '/x': fakeFolder(), '/x/e': fakeFile('e') };
  await t.throwsAsync(copied(t, { sources: ['d'], destination: '/x' }, { target }), {
    name: 'EngineError',
    message: 'cannot make the directory /x/e: a file or a link is in its place',
  });
});

const from = { type: 'stage', index: 0 } as const;
const origin: Files = {
  '/o': fakeFolder(),
  '/o/a.so': { ...fakeFile('a'), uid: 5, gid: 6 },
  '/o/b.so': fakeFolder(0o700),
  '/o/b.so/in': fakeFile('in'),
  '/o/l.so': fakeLink('a.so'),
  '/o/x': fakeFile('x'),
  '/linked': fakeLink('o'),
};

test('a stage keeps its owners', async (t) => {
  const { tree: found } = await copied(
    t,
    { from, sources: ['/linked/a.so', 'o/x'], destination: '/' },
    { origin },
  );
  t.deepEqual(found, ['644 5:6 /a.so "a"', '644 0:0 /x "x"']);
});

test('wildcards in a stage take folders whole and follow links', async (t) => {
  const { tree: found } = await copied(
    t,
    { from, sources: ['/linked/*.so'], destination: '/d/' },
    { origin },
  );
  t.deepEqual(found, ['755 0:0 /d/', '644 5:6 /d/a.so "a"', '644 0:0 /d/in "in"', '644 5:6 /d/l.so "a"']);
});

test('what a stage does not have is missing', async (t) => {
  const copy = copied(t, { from, sources: ['/o/nope/f'], destination: '/d/' }, { origin });
  const error = await t.throwsAsync(copy, {
    name: 'MissingSourceError',
    message: '"/o/nope/f" not found in stage build',
  });
  t.regex((error as { hint?: string } | undefined)?.hint ?? '', /\/o is the last directory/);
});

test('where only the last part of a path is missing, its folder is not told of as the last that exists', async (t) => {
  for (const source of ['/o/nope', '/nope']) {
    const copy = copied(t, { from, sources: [source], destination: '/d/' }, { origin });
    const error = await t.throwsAsync(copy, { message: `"${source}" not found in stage build` });
    t.is((error as { hint?: string } | undefined)?.hint, undefined);
  }
  const linked = copied(t, { from, sources: ['/linked/nope'], destination: '/d/' }, { origin });
  t.is(((await t.throwsAsync(linked)) as { hint?: string } | undefined)?.hint, 'it leads to /o/nope');
});

test('what is near in a stage is told with what is missing there', async (t) => {
  const near = async (source: string): Promise<readonly string[]> => {
    const copy = copied(t, { from, sources: [source], destination: '/d/' }, { origin });
    const error = await t.throwsAsync(copy, { name: 'MissingSourceError' });
    return (error as { nearby?: readonly string[] } | undefined)?.nearby ?? [];
  };
  t.deepEqual(await near('/o/a.sa'), ['did you mean `/o/a.so`?', '/o/ holds a.so, b.so/, l.so, x']);
  t.deepEqual(await near('/far'), ['/ holds linked, o/']);
  t.deepEqual(await near('/o/x/y'), [], 'a file holds nothing');
});

test('files of the engine in a stage are left out', async (t) => {
  const stub = { ...fakeFile('', 0o755), modified: 5_000_000 };
  const engine: Files = {
    '/.dockerenv': stub,
    '/etc': fakeFolder(),
    '/etc/hosts': stub,
    '/etc/hostname': { ...stub, content: 'mine' },
    '/etc/mtab': { ...fakeLink('/proc/mounts'), modified: 5_000_500 },
    '/proc': { ...fakeFolder(), modified: 5_001_000 },
    '/sys': fakeFolder(),
  };
  const { tree: found } = await copied(t, { from, sources: ['/'], destination: '/r' }, { origin: engine });
  t.deepEqual(found, ['755 0:0 /r/', '755 0:0 /r/etc/', '755 0:0 /r/etc/hostname "mine"', '755 0:0 /r/sys/']);
  await t.throwsAsync(copied(t, { from, sources: ['/etc/hosts'], destination: '/' }, { origin: engine }), {
    name: 'MissingSourceError',
  });
});

const workdir = test.macro(
  async (t, path: string, user: string, target: Files, expected: readonly string[]) => {
    const containers = fakeContainers({ target });
    const rest = {
      context: await openContext('.'),
      openOrigin: () => Promise.resolve({ container: '', name: '' }),
      decompress: (archive: AsyncIterable<Uint8Array>) => archive,
      signal: new AbortController().signal,
    };
    await executeWorkdir({ type: 'workdir', path, user }, { containers, container: 'target', ...rest });
    t.deepEqual(listTree(containers.trees.get('target')), expected);
  },
);

test('WORKDIR makes folders for USER', workdir, '/x/y', '3', {}, ['755 3:3 /x/', '755 3:3 /x/y/']);
test('WORKDIR leaves what exists', workdir, '/x', '3', { '/x': fakeFolder(0o700) }, ['700 0:0 /x/']);
test('WORKDIR follows links', workdir, '/x/z', '', { '/x': fakeLink('/y') }, [
  '777 0:0 /x -> /y',
  '755 0:0 /y/',
  '755 0:0 /y/z/',
]);

test('of a layer that stands alone, owners have no names', async (t) => {
  const apart = (owner: string) => copied(t, { sources: ['f'], link: true, owner }, { isApart: true });
  await t.throwsAsync(apart('daemon'), { message: /--link --chown=daemon: names/ });
  await t.throwsAsync(apart('0:daemon'), { message: /names/ });
  await t.throwsAsync(apart('5:6'), { message: 'nothing is laid over anything here' });
  await t.throwsAsync(apart('root:7'), { message: 'nothing is laid over anything here' });
});
