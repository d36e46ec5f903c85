// What the tests must not leave in the engine, by the names that they and refrom give; other names are the user's.
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Somebody else may be at work on the engine: what is theirs goes by itself. */
const patienceMilliseconds = 30_000;

const anonymous = /^[0-9a-f]{64}$/;
const lists = [
  { kind: 'container', words: ['ps', '-a', '--format', '{{.Names}}'], names: [/^refrom-/] },
  { kind: 'volume', words: ['volume', 'ls', '--format', '{{.Name}}'], names: [/^refrom-/, anonymous] },
  { kind: 'network', words: ['network', 'ls', '--format', '{{.Name}}'], names: [/^refrom-/] },
  {
    kind: 'image',
    words: ['images', '--no-trunc', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}'],
    // Those without a name cannot be told from what others build at the same time.
    names: [/^refrom\/(?:refrom-|standard-input)/, /^refrom-/, /^fixture\/.*:test /],
  },
];

/** One line a thing. */
export function listOurs() {
  return lists.flatMap(({ kind, words, names }) => {
    const { stdout } = spawnSync('docker', words, { encoding: 'utf8' });
    const found = (stdout ?? '').split('\n').filter((name) => names.some((pattern) => pattern.test(name)));
    return found.map((name) => `${kind} ${name}`);
  });
}

/** What is there now and was not before. */
export async function findLeftovers(before) {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const left = listOurs().filter((thing) => !before.includes(thing));
    if (left.length === 0 || performance.now() > end) return left;
    await sleep(1000);
  }
}
