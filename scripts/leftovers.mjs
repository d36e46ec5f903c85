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
    names: [/^refrom\/(?:refrom-|standard-input)/, /^refrom-/, /^fixture\/.*:test /],
    // Elsewhere they cannot be told from what others build at the same time.
    ofOwnEngine: [/^<none>:<none> /],
  },
];

/** One line a thing. */
export function listOurs(isOwnEngine) {
  return lists.flatMap(({ kind, words, names, ofOwnEngine = [] }) => {
    const patterns = isOwnEngine ? [...names, ...ofOwnEngine] : names;
    const { stdout } = spawnSync('docker', words, { encoding: 'utf8' });
    const found = (stdout ?? '').split('\n').filter((name) => patterns.some((pattern) => pattern.test(name)));
    return found.map((name) => `${kind} ${name}`);
  });
}

/** What is there now and was not before, with what an image was made by last. */
export async function findLeftovers(before, isOwnEngine) {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const left = listOurs(isOwnEngine).filter((thing) => !before.includes(thing));
    if (left.length === 0 || performance.now() > end) return left.map(withOrigin);
    await sleep(1000);
  }
}

function withOrigin(thing) {
  const id = /^image .* (sha256:\S+)$/.exec(thing)?.[1];
  if (id === undefined) return thing;
  const words = ['history', '--no-trunc', '--format', '{{.CreatedAt}} {{.CreatedBy}} {{.Comment}}', id];
  const { stdout } = spawnSync('docker', words, { encoding: 'utf8' });
  return `${thing} ${(stdout ?? '').split('\n').slice(0, 2).join(' < ')}`;
}
