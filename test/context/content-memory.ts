import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { createContentMemory } from '../../src/context/content-memory.js';
import { createHashFile } from '../../src/context/hash-file.js';
import { openContext } from '../../src/context/open-context.js';
import { file, makeTree } from '../helpers/file-tree.js';

test('a content is given once, to the same version of its file', async (t) => {
  const root = await makeTree({ a: file('first'), b: file('other') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const [a, b] = [await stat(join(root, 'a')), await stat(join(root, 'b'))];
  const contents = createContentMemory();
  contents.keep(a, Buffer.from('first'));
  t.is(contents.take(b), undefined);
  await writeFile(join(root, 'a'), 'later');
  t.is(contents.take(await stat(join(root, 'a'))), undefined, 'of another version');
  t.deepEqual(contents.take(a), Buffer.from('first'));
  t.is(contents.take(a), undefined);
});

test('of one version what was read last counts, and it is held once', async (t) => {
  const root = await makeTree({ a: file('first'), b: file('other') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const [a, b] = [await stat(join(root, 'a')), await stat(join(root, 'b'))];
  const contents = createContentMemory(10);
  contents.keep(a, Buffer.from('first'));
  contents.keep(a, Buffer.from('again'));
  contents.keep(b, Buffer.from('other'));
  t.deepEqual(contents.take(a), Buffer.from('again'));
  t.deepEqual(contents.take(b), Buffer.from('other'));
});

test('no more is held than there is room for, and taking makes room', async (t) => {
  const root = await makeTree({ a: file('12345'), b: file('123456') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const [a, b] = [await stat(join(root, 'a')), await stat(join(root, 'b'))];
  const contents = createContentMemory(10);
  contents.keep(a, Buffer.from('12345'));
  contents.keep(b, Buffer.from('123456'));
  t.is(contents.take(b), undefined);
  t.truthy(contents.take(a));
  contents.keep(b, Buffer.from('123456'));
  t.truthy(contents.take(b));
});

test('a COPY sends what the key of its step was made of, and reads from the disk what is not held any more', async (t) => {
  const root = await makeTree({ a: file('first'), large: file(Buffer.alloc(300_000, 'x')) });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const contents = createContentMemory();
  const asked: string[] = [];
  const watched = {
    ...contents,
    take: (...[stats]: Parameters<typeof contents.take>) => {
      const content = contents.take(stats);
      asked.push(`${String(stats.size)} ${content === undefined ? 'read' : 'held'}`);
      return content;
    },
  };
  const context = await openContext(root, {
    contents: watched,
    hashFile: createHashFile(undefined, contents),
  });
  await context.digest(['.']);
  const copy = async (): Promise<readonly string[]> => {
    const read: string[] = [];
    for (const match of await context.select(['.']))
      for await (const entry of match.entries()) {
        if (entry.type !== 'file') continue;
        const pieces: Uint8Array[] = [];
        for await (const piece of entry.read()) pieces.push(piece);
        read.push(`${entry.path} ${String(Buffer.concat(pieces).length)}`);
      }
    return read;
  };
  t.deepEqual(await copy(), ['a 5', 'large 300000']);
  t.deepEqual(await copy(), ['a 5', 'large 300000']);
  t.deepEqual(asked, ['5 held', '300000 read', '5 read', '300000 read']);
});
