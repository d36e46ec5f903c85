import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { EngineError } from '../../src/messages/errors.js';
import { makeTemporaryFolder } from '../../src/cli/temporary-folders.js';
import { createGitReader } from '../../src/remote/git/git-reader.js';
import type { GitSource } from '../../src/plan/remote-source.js';
import { startServer, type Answer } from '../helpers/answering-server.js';

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
  const reader = createGitReader(noSecrets, makeTemporaryFolder);
  t.is(await reader.digest(source), first);
  const second = commit('two');
  t.is(await reader.digest(source), first);
  t.is(await createGitReader(noSecrets, makeTemporaryFolder).digest(source), second);
});
test('a password in the address is not told', async (t) => {
  const remote = 'http://me:secret@127.0.0.1:1/x.git';
  const { source } = makeRepository(t);
  const error = await t.throwsAsync(
    createGitReader(noSecrets, makeTemporaryFolder).digest({ ...source, source: remote, remote }),
  );
  t.false(error.message.includes('secret'));
});

async function refusalOf(
  t: ExecutionContext,
  answer: Answer,
  secrets: Readonly<Record<string, string>>,
): Promise<{ error: EngineError; host: string }> {
  const { host, close } = await startServer({ '/x.git/info/refs?service=git-upload-pack': answer });
  t.teardown(close);
  const remote = `http://${host}/x.git`;
  const readSecret = (id: string): Promise<Buffer | undefined> => {
    const secret = secrets[id];
    return Promise.resolve(secret === undefined ? undefined : Buffer.from(secret));
  };
  const { source } = makeRepository(t);
  const digest = createGitReader({ readSecret }, makeTemporaryFolder).digest({
    ...source,
    source: remote,
    remote,
  });
  const error = await t.throwsAsync(digest, { instanceOf: EngineError });
  return { error, host };
}

const asks: Answer = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };

test('a repository that asks for credentials: the refusal names the secret to give', async (t) => {
  const { error, host } = await refusalOf(t, asks, {});
  t.is(error.failure, 'refused');
  t.true(error.message.startsWith(`git cannot fetch http://${host}/x.git: fatal: `), error.message);
  t.regex(error.hint ?? '', /`--secret id=GIT_AUTH_TOKEN,src=FILE`/);
  t.true(error.hint?.includes(`id=GIT_AUTH_TOKEN.${host} `));
});

test('a repository that takes no such token: the refusal says so, and does not tell it', async (t) => {
  for (const answer of [asks, { status: 403 }]) {
    const { error } = await refusalOf(t, answer, { GIT_AUTH_TOKEN: 't0ken' });
    t.regex(error.hint ?? '', /refuses the secret that was given as GIT_AUTH_TOKEN/);
    t.false(`${error.message}${error.hint ?? ''}`.includes('t0ken'));
  }
});
