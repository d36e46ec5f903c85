import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { placeRecording } from '../../../src/cli/record/place-recording.js';
import { UsageError } from '../../../src/messages/errors.js';

const now = new Date('2026-01-02T03:04:05Z');

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-record-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'app'));
  return folder;
}

const place = (folder: string, contextPath: string, output?: string): Promise<string> =>
  placeRecording({
    output,
    contextPath,
    file: undefined,
    project: 'app',
    ownFolder: join(folder, 'own'),
    now,
  });

test('a recording without a name goes to the current folder, unless that is in the context', async (t) => {
  const folder = await makeFolder(t);
  t.is(await place(folder, join(folder, 'app')), 'app-2026-01-02-030405');
  t.is(await place(folder, '.'), join(folder, 'own/app-2026-01-02-030405'));
});

test('a recording in the context is refused, unless ignore rules hide both of its files', async (t) => {
  const folder = await makeFolder(t);
  const context = join(folder, 'app');
  const output = join(context, 'out.cast');
  const refused = await t.throwsAsync(place(folder, context, output), { instanceOf: UsageError });
  t.regex(refused.message, /out\.cast: this lies in the build context/);
  t.regex(refused.hint ?? '', /hide out\.cast and out\.md/);
  await writeFile(join(context, '.dockerignore'), '*.cast\n');
  await t.throwsAsync(place(folder, context, output), { instanceOf: UsageError });
  await writeFile(join(context, '.dockerignore'), 'out.*\n');
  t.is(await place(folder, context, output), join(context, 'out'));
  t.is(await place(folder, context, join(folder, 'app-out')), join(folder, 'app-out'));
});
