// The comparison of images sees each kind of difference: what it does not see, no case of fixtures/parity can show.
import test from 'ava';
import { encodeArchive } from '../../src/docker/archive/encode-archive.js';
import { differences, type ExportedTree } from '../helpers/exported-tree.js';
import { addLayer } from '../helpers/layer-states.js';
import { file, folder, plain, time, toEntries, type Plain } from '../helpers/plain-entries.js';

async function stack(...layers: readonly (readonly Plain[])[]): Promise<ExportedTree> {
  let state: ExportedTree = new Map();
  for (const layer of layers) state = await addLayer(state, encodeArchive(toEntries(layer)));
  return state;
}

const link = (path: string, target: string): Plain => ({ ...plain, path, type: 'link', target });
const hardLink = (path: string, target: string): Plain => ({ ...plain, path, type: 'hardlink', target });
const device = (kind: 'character' | 'block' | 'pipe', major = 0, minor = 0): Plain => ({
  ...plain,
  path: 'f',
  type: 'other',
  device: { kind, major, minor },
});
const attribute = (value: string): Plain => file('f', 'x', { attributes: { 'SCHILY.xattr.user.a': value } });

const seen = test.macro({
  exec: async (t, one: readonly Plain[], other: readonly Plain[]) => {
    t.deepEqual(differences(await stack(one), await stack(one)), []);
    t.not(differences(await stack(one), await stack(other)).length, 0);
    t.not(differences(await stack(other), await stack(one)).length, 0);
  },
  title: (what = '') => `the comparison sees ${what}`,
});

test('another type', seen, [file('f', '')], [folder('f')]);
test('another mode', seen, [file('f', 'x')], [file('f', 'x', { mode: 0o600 })]);
test('setuid', seen, [file('f', 'x', { mode: 0o755 })], [file('f', 'x', { mode: 0o4755 })]);
test('the sticky bit of a folder', seen, [folder('f')], [folder('f', { mode: 0o1755 })]);
test('another owner', seen, [file('f', 'x')], [file('f', 'x', { uid: 1 })]);
test('another group of a folder', seen, [folder('f')], [folder('f', { gid: 1 })]);
test('another size', seen, [file('f', 'x')], [file('f', 'xx')]);
test('other content of the same size', seen, [file('f', 'x')], [file('f', 'y')]);
test('another target of a link', seen, [link('f', 'a')], [link('f', 'b')]);
test('an absolute target of a link', seen, [link('f', 'a')], [link('f', '/a')]);
test('another kind of device', seen, [device('character', 1, 3)], [device('block', 1, 3)]);
test('another device', seen, [device('character', 1, 3)], [device('character', 1, 5)]);
test('a pipe in the place of a device', seen, [device('pipe')], [device('character')]);
test('another extended attribute', seen, [attribute('a')], [attribute('b')]);
test('a missing extended attribute', seen, [attribute('a')], [file('f', 'x')]);
test('a missing path', seen, [file('f', 'x'), file('g', 'x')], [file('f', 'x')]);
test('a missing empty folder', seen, [folder('d')], []);
test('an old time', seen, [file('f', 'x')], [file('f', 'x', { modified: time + 1000 })]);
test('the time of a copied folder', seen, [folder('f')], [folder('f', { modified: Date.now() })]);
test('the time of a link', seen, [link('f', 'a')], [{ ...link('f', 'a'), modified: time + 1000 }]);
test(
  'a copy in the place of a hard link',
  seen,
  [file('a', 'x'), hardLink('b', 'a')],
  [file('a', 'x'), file('b', 'x')],
);
test(
  'a hard link to another file',
  seen,
  [file('a', 'x'), file('b', 'x'), hardLink('c', 'a')],
  [file('a', 'x'), file('b', 'x'), hardLink('c', 'b')],
);

test('two builds are at different times', async (t) => {
  const [one, other] = [Date.now(), Date.now() - 3_600_000].map((modified) => [file('f', 'x', { modified })]);
  t.deepEqual(differences(await stack(one!), await stack(other!)), []);
});

test('the comparison says what differs, and passes over exceptions', async (t) => {
  const [one, other] = [
    await stack([file('a', 'x'), file('b', 'x')]),
    await stack([file('a', 'y'), file('b', 'y')]),
  ];
  const lines = differences(one, other, /^\/a$/);
  t.is(lines[0], '/b');
  t.regex(lines[1]!, /^ {2}- file \| 644 \| 0:0 .* 1 2d711642b726 /);
  t.is(lines.length, 3);
  t.regex(differences(one, new Map())[2]!, /^ {2}\+ nothing$/);
});

const empty = file('d/.wh..wh..opq', '');
const below = [folder('d'), file('d/a', 'x'), folder('d/e'), file('d/e/f', 'x'), file('db', 'x')];
const paths = async (...layers: readonly (readonly Plain[])[]): Promise<string[]> =>
  [...(await stack(...layers)).keys()].sort();

test('a whiteout removes what is below it, and nothing that is named alike', async (t) => {
  t.deepEqual(await paths(below, [file('.wh.d', '')]), ['/db']);
  t.deepEqual(await paths(below, [file('d/.wh.e', '')]), ['/d', '/d/a', '/db']);
});

test('an opaque folder hides what the layers below have, and keeps what its own layer puts there', async (t) => {
  t.deepEqual(await paths(below, [folder('d'), empty]), ['/d', '/db']);
  const again = file('d/a', 'x');
  t.deepEqual(await paths(below, [folder('d'), empty, again]), ['/d', '/d/a', '/db']);
  t.deepEqual(await paths(below, [folder('d'), again, empty]), ['/d', '/d/a', '/db']);
});

test('a file in the place of a folder removes what was in it; a folder in the place of a folder does not', async (t) => {
  t.deepEqual(await paths(below, [file('d', 'x')]), ['/d', '/db']);
  t.deepEqual(await paths(below, [folder('d', { mode: 0o700 })]), ['/d', '/d/a', '/d/e', '/d/e/f', '/db']);
});

test('a name that a later layer replaces is no name of the file any more', async (t) => {
  const names = (content: string): readonly Plain[] => [
    file('a', content),
    { ...plain, path: 'b', type: 'hardlink', target: 'a' },
    { ...plain, path: 'c', type: 'hardlink', target: 'a' },
  ];
  const lines = await stack(names('x'), [file('b', 'y')]);
  t.regex(lines.get('/a') ?? '', / = \/a = \/c$/);
  t.is(lines.get('/c'), lines.get('/a'));
  t.notRegex(lines.get('/b') ?? '', / = /);
  const one = await stack(names('x'), [file('b', 'y'), file('.wh.c', '')]);
  t.is(one.get('/a'), (await stack([file('a', 'x')])).get('/a'));
  t.deepEqual(await stack(names('x'), names('y')), await stack(names('y')));
});
