import test from 'ava';
import type { Place } from '../../../src/engine/copy/find-place.js';
import { layerEntries } from '../../../src/engine/copy/layer-entries.js';
import type { ReadableSource } from '../../../src/engine/copy/lay-out.js';
import { placeSources } from '../../../src/engine/copy/place-sources.js';
import { collect, file, folder, time, toEntries, type Plain } from '../../helpers/plain-entries.js';

const now = time + 5000;

/** What is there already. */
const there: Readonly<Record<string, Plain>> = {
  '/a': folder('', { mode: 0o1777, uid: 3 }),
  '/a/b': folder('', { mode: 0o700, gid: 4 }),
};

async function entriesOf(
  source: Pick<ReadableSource, 'name' | 'type'> & { list: readonly Plain[] },
  destination: Place,
): Promise<(readonly [string, number, number, number])[]> {
  const { placements } = placeSources(
    [{ ...source, entries: () => toEntries(source.list) }],
    destination,
    true,
  );
  const find = async (path: string) => {
    for await (const entry of toEntries(there[path] === undefined ? [] : [there[path]])) return entry;
    return undefined;
  };
  const made = layerEntries(placements, destination, { now }, find);
  return (await collect(made)).map(({ path, mode, uid, modified }) => [path, mode, uid, modified]);
}

const tree = {
  name: 'd',
  type: 'directory',
  list: [folder('', { modified: 1000 }), file('f', 'x')],
} as const;

test('folders above what is new come as they are, the nearest one touched', async (t) => {
  const made = await entriesOf(tree, { path: '/a/b/new', existing: '/a/b', type: 'missing' });
  t.deepEqual(made, [
    ['a', 0o1777, 3, time],
    ['a/b', 0o700, 0, now],
    ['a/b/new', 0o755, 0, 1000],
    ['a/b/new/f', 0o644, 0, time],
  ]);
});

test('an empty folder that is filled comes once, with the time of the folder that is copied', async (t) => {
  const made = await entriesOf(tree, { path: '/a/b', existing: '/a/b', type: 'directory' });
  t.deepEqual(made, [
    ['a', 0o1777, 3, time],
    ['a/b', 0o700, 0, 1000],
    ['a/b/f', 0o644, 0, time],
  ]);
});

test('a file into an empty folder touches that', async (t) => {
  const source = { name: 'f', type: 'file', list: [file('', 'x')] } as const;
  const made = await entriesOf(source, { path: '/a', existing: '/a', type: 'directory' });
  t.deepEqual(made, [
    ['a', 0o1777, 3, now],
    ['a/f', 0o644, 0, time],
  ]);
});
