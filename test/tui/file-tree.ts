// Changed files as a tree, and what is seen of it.
import test from 'ava';
import { growTree, isFolded, listNodes, type ChangedFile } from '../../src/tui/file-tree.js';
import { added, aFile, aFolder, changed, deleted } from '../helpers/fake-step-files.js';

const seen = (files: readonly ChangedFile[], toggled: readonly string[] = []): string[] =>
  listNodes(growTree(files).roots, toggled).map(
    ({ node, depth }) => `${'  '.repeat(depth)}${node.change?.change ?? 'on the way'} ${node.name}`,
  );

const usual = [
  changed('/etc/conf', aFile(5), aFile(9), 'content'),
  added('/usr/local/bin/tool', aFile(100)),
  deleted('/usr/local/bin/old', aFile(7)),
];

test('folders that lead to one folder only are one with it', (t) => {
  t.deepEqual(seen(usual), [
    'on the way /etc',
    '  changed conf',
    'on the way /usr/local/bin',
    '  added tool',
    '  deleted old',
  ]);
});

test('a folder that was changed itself stands alone', (t) => {
  const files = [
    changed('/a', aFolder(), aFolder({ mode: 0o700 }), 'mode'),
    changed('/a/b/c', aFile(1), aFile(2), 'content'),
  ];
  t.deepEqual(seen(files), ['changed /a', '  on the way b', '    changed c']);
});

test('what lies in a folder that came or went as a whole is folded, until one asks for it', (t) => {
  const files = [added('/new', aFolder()), added('/new/one', aFile(3)), added('/new/two', aFile(4))];
  t.deepEqual(seen(files), ['added /new']);
  t.deepEqual(seen(files, ['/new']), ['added /new', '  added one', '  added two']);
  const [folder] = growTree(files).roots;
  t.is(folder?.bytes, 7);
  t.is(folder?.count, 2);
  t.true(isFolded(folder!, []));
});

test('any other folder is folded when it is asked for', (t) => {
  t.deepEqual(seen(usual, ['/usr/local/bin']), [
    'on the way /etc',
    '  changed conf',
    'on the way /usr/local/bin',
  ]);
});

test('the sums tell what was written, not what is gone or only has another mode', (t) => {
  const {
    added: came,
    changed: other,
    deleted: gone,
    bytes,
  } = growTree([...usual, changed('/big', aFile(1000), aFile(1000, { mode: 0o600 }), 'mode')]);
  t.deepEqual([came, other, gone, bytes], [1, 2, 1, 109]);
});

test('the root itself can be changed', (t) => {
  t.deepEqual(seen([changed('/', aFolder(), aFolder({ uid: 1 }), 'owner'), added('/x', aFile(1))]), [
    'changed /',
    'added /x',
  ]);
});

test('no change is an empty tree', (t) => {
  t.deepEqual(growTree([]), { roots: [], added: 0, changed: 0, deleted: 0, bytes: 0 });
});

test('a tree of fifty thousand files is grown and listed within a moment', (t) => {
  const files = Array.from({ length: 50_000 }, (_, at) =>
    added(`/a/${String(at % 100).padStart(2, '0')}/f${String(at).padStart(6, '0')}`, aFile(1)),
  ).sort((one, other) => (one.path < other.path ? -1 : 1));
  const begun = performance.now();
  t.is(listNodes(growTree(files).roots, []).length, 50_101);
  t.true(performance.now() - begun < 3000);
});
