import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import test from 'ava';
import { execa } from 'execa';
import { layoutFolder, removeDeadLayouts, sharedLayoutFolder } from '../../src/cli/layout-folders.js';
import { processMark } from '../../src/cli/session-identity.js';

test('folders of processes that are no more go, half-written ones too, also where the number is in use again', async (t) => {
  const parent = await mkdtemp(join(tmpdir(), 'refrom-layouts-'));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const { stdout: pid } = await execa(process.execPath, ['-p', 'process.pid']);
  const [machine, own, start] = processMark().split('-');
  const dead = `${String(machine)}-${pid}-1`;
  const shared = basename(sharedLayoutFolder('image'));
  const mine = basename(layoutFolder('image'));
  // Another machine's processes cannot be seen from here.
  const foreign = `${shared}-00000000-${pid}-1`;
  const kept = [shared, mine, `${mine}.half`, foreign, 'notes'].sort();
  const reused = `${shared}-${String(machine)}-${String(own)}-${String(start)}1`;
  for (const name of [
    ...kept,
    `${shared}-${dead}`,
    `${shared}.${dead}.half`,
    `${shared}-${dead}.${dead}.half`,
    reused,
  ])
    await mkdir(join(parent, name));
  await removeDeadLayouts(parent);
  t.deepEqual((await readdir(parent)).sort(), kept);
  await t.notThrowsAsync(removeDeadLayouts(join(parent, 'missing')));
});
