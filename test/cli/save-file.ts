import { execFileSync } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { saveFile } from '../../src/cli/save-file.js';

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

test('a link stays one, and what it names is written', async (t) => {
  const folder = await makeFolder(t);
  await writeFile(join(folder, 'a'), 'old');
  await symlink('a', join(folder, 'link'));
  await saveFile(join(folder, 'link'), Buffer.from('new'));
  t.true((await lstat(join(folder, 'link'))).isSymbolicLink());
  t.is(await readFile(join(folder, 'a'), 'utf8'), 'new');
});

test('a pipe, like a device, is written to and stays', async (t) => {
  const folder = await makeFolder(t);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [read] = await Promise.all([readFile(pipe, 'utf8'), saveFile(pipe, Buffer.from('new'))]);
  t.is(read, 'new');
  t.true((await lstat(pipe)).isFIFO());
  t.deepEqual(await readdir(folder), ['pipe']);
});
