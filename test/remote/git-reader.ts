import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { createGitReader } from '../../src/remote/git/git-reader.js';
import type { GitSource } from '../../src/plan/remote-source.js';

const noSecrets = { readSecret: () => Promise.resolve(undefined) };

function makeRepository(t: ExecutionContext): { source: GitSource; commit: (text: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'refrom-repository-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const run = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-C', folder, ...words], {
      encoding: 'utf8',
    }).trim();
  run('init', '-q', '-b', 'main');
  const commit = (text: string): string => {
    run('commit', '-q', '--allow-empty', '-m', text);
    return run('rev-parse', 'HEAD');
  };
  const remote = `file://${folder}`;
  const source = { type: 'git', source: remote, remote, keepsGitFolder: false, hasSubmodules: true } as const;
  return { source, commit };
}

test('the digest is the commit, and stays the same through a session', async (t) => {
  const { source, commit } = makeRepository(t);
  const first = commit('one');
  const reader = createGitReader(noSecrets);
  t.is(await reader.digest(source), first);
  const second = commit('two');
  t.is(await reader.digest(source), first);
  t.is(await createGitReader(noSecrets).digest(source), second);
});
test('a password in the address is not told', async (t) => {
  const remote = 'http://me:secret@127.0.0.1:1/x.git';
  const { source } = makeRepository(t);
  const error = await t.throwsAsync(createGitReader(noSecrets).digest({ ...source, source: remote, remote }));
  t.false(error.message.includes('secret'));
});
