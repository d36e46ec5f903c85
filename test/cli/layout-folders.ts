import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import test from 'ava';
import { execa } from 'execa';
import { layoutFolder, removeDeadLayouts, sharedLayoutFolder } from '../../src/cli/layout-folders.js';

test('folders of processes that are no more go, half-written ones too; all others stay', async (t) => {
  const parent = await mkdtemp(join(tmpdir(), 'refrom-layouts-'));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const { stdout: dead } = await execa(process.execPath, ['-p', 'process.pid']);
  const shared = basename(sharedLayoutFolder('image'));
  const kept = [shared, basename(layoutFolder('image')), 'notes'].sort();
  for (const name of [...kept, `${shared}-${dead}`, `${shared}-${dead}.half`])
    await mkdir(join(parent, name));
  await removeDeadLayouts(parent);
  t.deepEqual((await readdir(parent)).sort(), kept);
  await t.notThrowsAsync(removeDeadLayouts(join(parent, 'missing')));
});
