import { createHash } from 'node:crypto';
import { Stats } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { createFileHashes } from '../../src/context/file-hashes.js';
import { propertyRuns } from '../helpers/property-runs.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (change: Partial<Stats> = {}): Stats =>
  Object.assign(Object.create(Stats.prototype) as Stats, {
    ...{ dev: 1, ino: 2, size: 3, mtimeMs: 4.25, ctimeMs: 5.5 },
    ...change,
  });

test('the hash of a version is found, also in what was stored', (t) => {
  const hashes = createFileHashes();
  t.is(hashes.find(file()), undefined);
  hashes.keep(file(), sha256('a'));
  t.is(hashes.find(file()), sha256('a'));
  t.is(createFileHashes(hashes.toBytes()).find(file()), sha256('a'));
});

for (const field of ['dev', 'ino', 'size', 'mtimeMs', 'ctimeMs'] as const) {
  test(`another ${field} is another version`, (t) => {
    const hashes = createFileHashes();
    hashes.keep(file(), sha256('a'));
    t.is(hashes.find(file({ [field]: 7 })), undefined);
  });
}

test('of a file the last version is held', (t) => {
  const hashes = createFileHashes();
  hashes.keep(file(), sha256('a'));
  hashes.keep(file({ size: 9 }), sha256('b'));
  t.is(hashes.find(file({ size: 9 })), sha256('b'));
  t.is(hashes.find(file()), undefined);
});

test('what was found or kept is stored, and nothing where nothing else was', (t) => {
  const first = createFileHashes();
  t.is(first.toBytes(), undefined);
  first.keep(file(), sha256('a'));
  first.keep(file({ ino: 3 }), sha256('b'));
  const stored = first.toBytes()!;
  const again = createFileHashes(stored);
  again.find(file());
  again.find(file({ ino: 3 }));
  t.is(again.toBytes(), undefined);
  const less = createFileHashes(stored);
  less.find(file());
  const left = createFileHashes(less.toBytes());
  t.is(left.find(file()), sha256('a'));
  t.is(left.find(file({ ino: 3 })), undefined);
});

test('what is cut off counts as nothing', (t) => {
  const hashes = createFileHashes();
  hashes.keep(file(), sha256('a'));
  const damaged = createFileHashes(hashes.toBytes()!.subarray(1));
  t.is(damaged.find(file()), undefined);
  t.is(damaged.toBytes()?.length, 0);
});

test('any number of files', (t) => {
  const some = fc.uniqueArray(
    fc.record({ dev: fc.nat(2), ino: fc.nat(), size: fc.nat(), mtimeMs: fc.double({ noNaN: true }) }),
    {
      selector: ({ dev, ino }) => `${String(dev)}:${String(ino)}`,
    },
  );
  fc.assert(
    fc.property(some, (files) => {
      const hashes = createFileHashes();
      for (const each of files) hashes.keep(file(each), sha256(JSON.stringify(each)));
      const read = createFileHashes(hashes.toBytes());
      for (const each of files)
        for (const known of [hashes, read]) t.is(known.find(file(each)), sha256(JSON.stringify(each)));
    }),
    propertyRuns(100),
  );
});
