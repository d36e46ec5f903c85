// The Dockerfile written over by a fix, and the file as it was.
import { chmod, link, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { openFixes, type Fixes } from '../../src/cli/open-fixes.js';

const before = '\uFEFF# é\r\nFROM a\r\nRUN helo\r\n';
const text = before.replace('helo', 'hello');

async function open(t: ExecutionContext): Promise<{ folder: string; path: string; fixes: Fixes }> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-fixes-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'Dockerfile');
  await writeFile(path, before);
  return { folder, path, fixes: openFixes({ path, text: before }, join(folder, 'replaced')) };
}

test('the file holds the new text with its mode, and a copy the old one until the end', async (t) => {
  const { folder, path, fixes } = await open(t);
  await chmod(path, 0o640);
  const written = await fixes.port.write({ before, text });
  t.is(await readFile(path, 'utf8'), text);
  t.is((await stat(path)).mode & 0o7777, 0o640);
  t.is('backup' in written && (await readFile(written.backup, 'utf8')), before);
  t.deepEqual(fixes.backups(), 'backup' in written ? [written.backup] : []);
  await fixes.forget();
  t.deepEqual(await readdir(join(folder, 'replaced')), []);
  t.deepEqual((await readdir(folder)).sort(), ['Dockerfile', 'replaced'], 'no file is left beside it');
});

test('a file that somebody has changed is left alone', async (t) => {
  const { folder, path, fixes } = await open(t);
  await writeFile(path, `${before}RUN more\r\n`);
  const written = await fixes.port.write({ before, text });
  t.regex(
    'refused' in written ? written.refused : '',
    /has been changed since it was read: nothing is written/,
  );
  t.is(await readFile(path, 'utf8'), `${before}RUN more\r\n`);
  t.deepEqual(await readdir(join(folder, 'replaced')), []);
});

test('a file that is gone is not made again', async (t) => {
  const { path, fixes } = await open(t);
  await rm(path);
  const written = await fixes.port.write({ before, text });
  t.regex('refused' in written ? written.refused : '', /cannot be written: it is gone/);
  await t.throwsAsync(stat(path));
});

test('of a link the target is written, and the link stays', async (t) => {
  const { folder, path, fixes } = await open(t);
  const link = join(folder, 'Link');
  await symlink('Dockerfile', link);
  const linked = openFixes({ path: link, text: before }, join(folder, 'replaced'));
  await linked.port.write({ before, text });
  t.is(await readFile(path, 'utf8'), text);
  t.is((await stat(link)).ino, (await stat(path)).ino);
  t.deepEqual(fixes.backups(), []);
});

test('a file with other names keeps them', async (t) => {
  const { folder, path, fixes } = await open(t);
  await link(path, join(folder, 'other'));
  const short = 'FROM a\n';
  await fixes.port.write({ before, text: short });
  t.is(await readFile(join(folder, 'other'), 'utf8'), short);
  t.is((await stat(path)).nlink, 2);
});

test('a second fix is made of the file as the first one left it', async (t) => {
  const { path, fixes } = await open(t);
  await fixes.port.write({ before, text });
  const start = text.indexOf('RUN');
  const again = fixes.port.propose({ start, tried: [], instruction: 'RUN again' });
  t.is('before' in again && again.before, text);
  await fixes.port.write({ before: text, text: 'text' in again ? again.text : '' });
  t.is(await readFile(path, 'utf8'), text.replace('hello', 'again'));
  t.is(fixes.backups().length, 2);
});

test('a file that was read again is what is fixed next', async (t) => {
  const { fixes } = await open(t);
  const other = 'FROM b\nRUN x\n';
  const plan = { stages: [], byNumber: new Map(), steps: [], platform: '' };
  const replaced = {
    type: 'plan/replaced',
    plan,
    sameAs: [],
    checkpoints: {},
    reasons: [],
    time: '',
  } as const;
  fixes.note({ ...replaced, text: other, source: 'file' });
  fixes.note({ ...replaced, text: 'FROM tried', source: 'given' });
  const proposed = fixes.port.propose({ start: 7, tried: [], instruction: 'RUN y' });
  t.is('before' in proposed && proposed.before, other);
});
