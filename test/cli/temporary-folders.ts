import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test from 'ava';
import { processMark } from '../../src/cli/session-identity.js';
import { makeTemporaryFolder, removeDeadFolders } from '../../src/cli/temporary-folders.js';

test('folders of processes that are no more are removed, those of living ones and of other machines stay', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-test-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const [machine = ''] = processMark().split('-');
  const { pid } = process;
  const dead = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim();
  const gone = [
    `refrom-git-${machine}-${dead}-12345-aB3xx9`,
    `refrom-context-${machine}-${String(pid)}-1-abcdef`,
  ];
  const kept = [
    `refrom-git-${processMark()}-abcdef`,
    `refrom-git-00000000-${dead}-12345-abcdef`,
    `refrom-git-abcdef`,
    `other-${machine}-${dead}-12345-abcdef`,
  ];
  for (const name of [...gone, ...kept]) await mkdir(join(folder, name, 'd'), { recursive: true });
  await removeDeadFolders(folder);
  for (const name of gone) t.false(existsSync(join(folder, name)), name);
  for (const name of kept) t.true(existsSync(join(folder, name)), name);
});

test('a folder is called after its process, and nobody else looks into it', async (t) => {
  const folder = await makeTemporaryFolder('git');
  t.teardown(() => rm(folder, { recursive: true }));
  t.true(basename(folder).startsWith(`refrom-git-${processMark()}-`));
  t.is(execFileSync('stat', ['-c', '%a', folder], { encoding: 'utf8' }).trim(), '700');
});
