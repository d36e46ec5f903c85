import { chmod, rename, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { openContext } from '../../src/context/open-context.js';
import { file, folder, link, makeTree, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  'd/a': file('a'),
  'd/b': file('b', 0o755),
  'd/e': folder(),
  'd/l': link('a'),
  'other/x': file('x'),
  'a.log': file('log'),
};

type Change = (root: string) => Promise<unknown>;

async function digests(t: ExecutionContext, change: Change, sources: string[]): Promise<[string, string]> {
  const root = await makeTree(tree);
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const context = await openContext(root);
  const before = await context.digest(sources);
  await change(root);
  return [before, await context.digest(sources)];
}

const changes = test.macro(async (t, change: Change, sources: string[] = ['d']) => {
  const [before, after] = await digests(t, change, sources);
  t.regex(before, /^[0-9a-f]{64}$/);
  t.not(before, after);
});
const stays = test.macro(async (t, change: Change, sources: string[] = ['d']) => {
  const [before, after] = await digests(t, change, sources);
  t.is(before, after);
});

test('a content changes it', changes, (root) => writeFile(join(root, 'd/a'), 'A'));
test('a mode changes it', changes, (root) => chmod(join(root, 'd/b'), 0o700));
test('a name changes it', changes, (root) => rename(join(root, 'd/a'), join(root, 'd/c')));
test('a folder changes it', changes, (root) => rm(join(root, 'd/e'), { recursive: true }));
test('a file that is gone changes it', changes, (root) => unlink(join(root, 'd/l')));
test('a new match of a wildcard changes it', changes, (root) => writeFile(join(root, 'b.log'), ''), [
  '*.log',
]);
test('a time does not', stays, (root) => utimes(join(root, 'd/a'), 5, 5));
test('what is not copied does not', stays, (root) => writeFile(join(root, 'other/x'), 'y'));
test('nothing matched is a digest, too', stays, () => Promise.resolve(), ['*.zip']);

test('the name of a source counts, for a file keeps it', async (t) => {
  const root = await makeTree({ a: file('same'), b: file('same') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const context = await openContext(root);
  t.not(await context.digest(['a']), await context.digest(['b']));
  t.not(await context.digest(['a', 'b']), await context.digest(['b', 'a']));
});

test('it rejects like select', async (t) => {
  const root = await makeTree({});
  t.teardown(() => rm(root, { recursive: true, force: true }));
  await t.throwsAsync((await openContext(root)).digest(['nope']), { name: 'MissingSourceError' });
});

test('a file is read once for each of its versions', async (t) => {
  const root = await makeTree({ a: file('a'), b: file('b') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const read: string[] = [];
  const hashFile = (path: string): Promise<string> => {
    read.push(path);
    return Promise.resolve('hash');
  };
  const context = await openContext(root, { hashFile });
  await context.digest(['a', 'b']);
  t.deepEqual(read, [join(root, 'a'), join(root, 'b')]);
});
