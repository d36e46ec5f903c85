// A file that cannot be written is told of before anything is built.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { refuseUnwritable } from '../../src/cli/refuse-unwritable.js';
import { UsageError } from '../../src/messages/errors.js';

test('a folder, and a place that there is not, are refused; new and old files are not', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-iidfile-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'old'), '');
  await t.notThrowsAsync(refuseUnwritable('--iidfile', undefined));
  await t.notThrowsAsync(refuseUnwritable('--iidfile', join(folder, 'old')));
  await t.notThrowsAsync(refuseUnwritable('--iidfile', join(folder, 'new')));
  const refused = (path: string, message: RegExp): Promise<unknown> =>
    t.throwsAsync(refuseUnwritable('--iidfile', path), { instanceOf: UsageError, message });
  await refused(folder, /--iidfile .* cannot be written: it is a folder/);
  await refused(join(folder, 'none', 'id'), /there is no folder .*none/);
  await refused(join(folder, 'old', 'id'), /there is no folder .*old/);
});
