import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { createRecordingFile } from '../../../src/cli/record/recording-file.js';
import { chooseRecordingName } from '../../../src/cli/record/recording-name.js';
import { UsageError } from '../../../src/messages/errors.js';

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-record-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('what is appended to a recording is there at once, for its owner alone', async (t) => {
  const path = join(await makeFolder(t), 'a.cast');
  const file = createRecordingFile(path);
  file.append('é');
  file.append('b');
  t.is(await readFile(path, 'utf8'), 'éb');
  t.is((await stat(path)).mode & 0o777, 0o600);
  file.close();
  file.append('late');
  file.close();
  t.is(await readFile(path, 'utf8'), 'éb');
  t.is(file.problem(), undefined);
});

test('a recording replaces no file', async (t) => {
  const path = join(await makeFolder(t), 'a.cast');
  await writeFile(path, 'mine');
  t.throws(() => createRecordingFile(path), { instanceOf: UsageError, message: /no recording replaces one/ });
  t.is(await readFile(path, 'utf8'), 'mine');
});

test('a recording of nothing leaves no file', async (t) => {
  const path = join(await makeFolder(t), 'a.cast');
  createRecordingFile(path).close();
  await t.throwsAsync(stat(path), { code: 'ENOENT' });
});

test('a recording into a folder that is not there says so', async (t) => {
  const path = join(await makeFolder(t), 'none', 'a.cast');
  t.throws(() => createRecordingFile(path), { instanceOf: UsageError, message: /there is no such folder/ });
});

test('the name of a recording is that of -o, or of project and time', (t) => {
  const now = new Date('2026-01-02T03:04:05Z');
  t.is(chooseRecordingName(undefined, 'app', now), 'app-2026-01-02-030405');
  t.is(chooseRecordingName('out/x.cast', 'app', now), 'out/x');
  t.is(chooseRecordingName('x.md', 'app', now), 'x');
  t.is(chooseRecordingName('x.y', 'app', now), 'x.y');
});
