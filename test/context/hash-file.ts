import { createHash } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { createHashFile } from '../../src/context/hash-file.js';
import { file, makeTree } from '../helpers/file-tree.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a hash is remembered as long as the file stays, once its times have settled', async (t) => {
  const root = await makeTree({ a: file('first') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const path = join(root, 'a');
  const hashFile = createHashFile();
  await setTimeout(2100);
  const stats = await stat(path);
  t.is(await hashFile(path, stats), sha256('first'));
  await writeFile(path, 'other');
  t.is(await hashFile(path, stats), sha256('first'), 'the version that was asked for is known');
  t.is(await hashFile(path, await stat(path)), sha256('other'));
});

test('a file that was written a moment ago is read each time', async (t) => {
  const root = await makeTree({ a: file('first') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const path = join(root, 'a');
  const hashFile = createHashFile();
  const stats = await stat(path);
  t.is(await hashFile(path, stats), sha256('first'));
  await writeFile(path, 'other');
  t.is(await hashFile(path, stats), sha256('other'));
});

test('large files and empty ones', async (t) => {
  const large = Buffer.alloc(700_001, 'large');
  const root = await makeTree({ a: file(large), b: file('') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const hashFile = createHashFile();
  t.is(
    await hashFile(join(root, 'a'), await stat(join(root, 'a'))),
    createHash('sha256').update(large).digest('hex'),
  );
  t.is(await hashFile(join(root, 'b'), await stat(join(root, 'b'))), sha256(''));
});

test('files that are hashed at once are all remembered', async (t) => {
  const root = await makeTree({ a: file('a'), b: file('b'), c: file('c') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  await setTimeout(2100);
  const hashFile = createHashFile();
  const names = ['a', 'b', 'c'];
  const stats = await Promise.all(names.map((name) => stat(join(root, name))));
  const hashAll = (): (string | Promise<string>)[] =>
    names.map((name, at) => hashFile(join(root, name), stats[at]!));
  await Promise.all(hashAll().map((hash) => Promise.resolve(hash)));
  t.deepEqual(hashAll(), names.map(sha256));
});
