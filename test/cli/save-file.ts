import { execFileSync } from 'node:child_process';
import { lstat, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { saveFile, writeThrough } from '../../src/cli/save-file.js';

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-save-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a file is replaced, and nothing is left beside it', async (t) => {
  const folder = await makeFolder(t);
  await writeFile(join(folder, 'a'), 'old');
  await saveFile(join(folder, 'a'), Buffer.from('new'));
  t.is(await readFile(join(folder, 'a'), 'utf8'), 'new');
  t.deepEqual(await readdir(folder), ['a']);
});

test('so is a link: what it names is not touched', async (t) => {
  const folder = await makeFolder(t);
  await writeFile(join(folder, 'a'), 'old');
  await symlink('a', join(folder, 'link'));
  await saveFile(join(folder, 'link'), Buffer.from('new'));
  t.is(await readFile(join(folder, 'a'), 'utf8'), 'old');
  t.is(await readFile(join(folder, 'link'), 'utf8'), 'new');
});

test('written through, a link stays one, also one to nothing', async (t) => {
  const folder = await makeFolder(t);
  await symlink('a', join(folder, 'link'));
  for (const text of ['new', 'newer']) {
    await writeThrough(join(folder, 'link'), Buffer.from(text));
    t.true((await lstat(join(folder, 'link'))).isSymbolicLink());
    t.is(await readFile(join(folder, 'a'), 'utf8'), text);
  }
});

test('what /dev/fd leads to keeps what it holds', async (t) => {
  const folder = await makeFolder(t);
  const file = await open(join(folder, 'a'), 'w+');
  await file.write('before\n');
  await writeThrough(`/dev/fd/${String(file.fd)}`, Buffer.from('new\n'));
  await file.close();
  t.is(await readFile(join(folder, 'a'), 'utf8'), 'before\nnew\n');
});

test('a pipe, like a device, is written to and stays', async (t) => {
  const folder = await makeFolder(t);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [read] = await Promise.all([readFile(pipe, 'utf8'), writeThrough(pipe, Buffer.from('new'))]);
  t.is(read, 'new');
  t.true((await lstat(pipe)).isFIFO());
  t.deepEqual(await readdir(folder), ['pipe']);
});
