// The scripts by which builds take caches in turn, run by the shell of this machine.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { keepScript, lockScript, releaseScript } from '../../../src/engine/own-container/lock-script.js';
import type { CacheAttachment } from '../../../src/engine/own-container/mount-script.js';

interface Scene {
  /** Of the cache's only instance. */
  readonly content: string;
  readonly hold: (container: string, sharing: CacheAttachment['sharing']) => string;
  readonly keep: (container: string, sharing: CacheAttachment['sharing']) => string;
  readonly release: (container: string) => void;
}

const run = (script: string): string =>
  spawnSync('sh', ['-c', `${script}\necho "$answer"`], { encoding: 'utf8' }).stdout.trim();

const cacheOf = (sharing: CacheAttachment['sharing'], hasOrigin: boolean): CacheAttachment => ({
  type: 'cache',
  id: 'c',
  sharing,
  volume: 'v',
  place: '0',
  instance: 1,
  ...(hasOrigin ? { origin: { from: { type: 'stage', index: 0 }, source: '/' } } : {}),
  target: '/c',
  readOnly: false,
  mode: 0o755,
  uid: 0,
  gid: 0,
});

function openScene(t: ExecutionContext, hasOrigin = true): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'refrom-locks-'));
  const scene = randomUUID();
  const named = (container: string): string => `${scene}${container}`;
  const release = (container: string): void => void run(releaseScript(named(container)));
  t.teardown(() => {
    for (const container of ['a', 'b']) release(container);
    rmSync(folder, { recursive: true });
  });
  return {
    content: join(folder, '0/content'),
    hold: (container, sharing) => run(lockScript(named(container), folder, [cacheOf(sharing, hasOrigin)])),
    keep: (container, sharing) => run(keepScript(named(container), folder, [cacheOf(sharing, hasOrigin)])),
    release,
  };
}

test('a cache that begins with something is held alone until it is filled, and shared from then on', (t) => {
  const { hold, keep } = openScene(t);
  t.is(hold('a', 'shared'), 'held 1e');
  t.is(hold('b', 'shared'), 'busy');
  t.is(keep('a', 'shared'), 'kept');
  t.is(hold('b', 'shared'), 'held 1');
});

test('one that is locked stays so when it is filled', (t) => {
  const { hold, keep, release } = openScene(t);
  t.is(hold('a', 'locked'), 'held 1e');
  t.is(keep('a', 'locked'), 'kept');
  t.is(hold('b', 'locked'), 'busy');
  release('a');
  t.is(hold('b', 'locked'), 'held 1');
});

test('what a build that ended while it filled a cache has left is gone; what is whole stays', (t) => {
  const { content, hold, keep, release } = openScene(t);
  hold('a', 'shared');
  mkdirSync(content);
  writeFileSync(join(content, 'half'), '');
  release('a');
  t.is(hold('b', 'shared'), 'held 1e');
  t.false(existsSync(content));
  mkdirSync(content);
  t.is(keep('b', 'shared'), 'kept');
  release('b');
  t.is(hold('a', 'shared'), 'held 1');
  t.true(existsSync(content));
});

test('a cache that begins with nothing has nothing to be filled with', (t) => {
  const { hold } = openScene(t, false);
  t.is(hold('a', 'shared'), 'held 1');
  t.is(hold('b', 'locked'), 'busy');
  t.is(hold('b', 'private'), 'held 2');
});
