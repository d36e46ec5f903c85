// A file out of an image onto this machine: nothing is overwritten, and no name leads anywhere else.
import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { extractFile } from '../../../src/cli/step-files/extract-file.js';
import type { FileEntry } from '../../../src/engine/file-entry.js';

const file = (read: () => AsyncIterable<Uint8Array>, mode = 0o644): FileEntry => ({
  path: '',
  type: 'file',
  mode,
  uid: 0,
  gid: 0,
  modified: 0,
  size: 4,
  read,
});

const holding = (text: string, mode?: number): FileEntry =>
  file(() => Readable.from([Buffer.from(text.slice(0, 2)), Buffer.from(text.slice(2))]), mode);

async function folderOf(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-extract-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('it is written under its last name, with its bytes', async (t) => {
  const folder = await folderOf(t);
  t.is(await extractFile(folder, '/etc/deep/conf', holding('text')), 'conf');
  t.is(await readFile(join(folder, 'conf'), 'utf8'), 'text');
});

test('what is there stays, and the next number is taken', async (t) => {
  const folder = await folderOf(t);
  await writeFile(join(folder, 'conf'), 'mine');
  t.is(await extractFile(folder, '/conf', holding('text')), 'conf.1');
  t.is(await extractFile(folder, '/conf', holding('more')), 'conf.2');
  t.is(await readFile(join(folder, 'conf'), 'utf8'), 'mine');
  t.is(await readFile(join(folder, 'conf.1'), 'utf8'), 'text');
});

test('a link at its name is not followed', async (t) => {
  const folder = await folderOf(t);
  const elsewhere = await folderOf(t);
  await symlink(join(elsewhere, 'target'), join(folder, 'conf'));
  t.is(await extractFile(folder, '/conf', holding('text')), 'conf.1');
  t.true((await lstat(join(folder, 'conf'))).isSymbolicLink());
  t.deepEqual(await readdir(elsewhere), []);
});

test('names that lead out of the folder are refused', async (t) => {
  const folder = await folderOf(t);
  for (const path of ['/..', '/a/..', '/', '/.', '/a\0b'])
    await t.throwsAsync(extractFile(folder, path, holding('text')), { name: 'UsageError' }, path);
  t.deepEqual(await readdir(folder), []);
});

test('who may run it still may, and nobody becomes another by it', async (t) => {
  const folder = await folderOf(t);
  const modeOf = async (mode: number): Promise<number> =>
    (await stat(join(folder, await extractFile(folder, '/x', holding('text', mode))))).mode & 0o7700;
  t.is(await modeOf(0o4755), 0o700);
  t.is(await modeOf(0o000), 0o600);
});

test('of a file that cannot be read to its end nothing stays', async (t) => {
  const folder = await folderOf(t);
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('half'));
    throw new Error('the engine is gone');
  }
  await t.throwsAsync(extractFile(folder, '/x', file(broken)), { message: 'the engine is gone' });
  t.deepEqual(await readdir(folder), []);
});
