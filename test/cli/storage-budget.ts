import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import test from 'ava';
import { readBudget } from '../../src/cli/storage-budget.js';
import type { ConnectedEngine } from '../../src/docker/connect.js';

const engineAt = (dataFolder: string): Pick<ConnectedEngine, 'describe'> => ({
  describe: () => Promise.resolve({ dataFolder } as Awaited<ReturnType<ConnectedEngine['describe']>>),
});

test('what is asked for counts, wherever the engine lies', async (t) => {
  t.is(await readBudget('3GB', engineAt('/nowhere')), 3 * 1024 ** 3);
});

test('else a fifth of what is free on its disk, and 20 GB at most', async (t) => {
  const { bavail, bsize } = await statfs(tmpdir());
  const expected = Math.min(20e9, (bavail * bsize) / 5);
  const budget = await readBudget(undefined, engineAt(tmpdir()));
  // Somebody may write to it between the two.
  t.true(Math.abs(budget - expected) < 1e9, `${String(budget)}, expected ${String(expected)}`);
});

test('the disk of an engine elsewhere is not looked at', async (t) => {
  t.is(await readBudget(undefined, engineAt('/nowhere/at/all')), 20e9);
});

test('what is no size is refused', async (t) => {
  await t.throwsAsync(readBudget('much', engineAt(tmpdir())), {
    name: 'UsageError',
    message: /expected a size/,
  });
});
