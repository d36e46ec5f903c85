import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { toConnectionOptions } from '../../src/docker/address.js';
import { connectEngine } from '../../src/docker/connect.js';
import { registryOf, splitReference, toFullName } from '../../src/docker/images/split-reference.js';
import { toSshCommand } from '../../src/docker/ssh-agent.js';
import { host, path } from '../helpers/live-engine.js';

const address = test.macro((t, host: string, expected: object) => {
  t.like(toConnectionOptions({ host }), expected);
});
test('a socket', address, 'unix:///run/x.sock', { socketPath: '/run/x.sock', host: undefined });
test('a pipe of Windows', address, 'npipe:////./pipe/x', { socketPath: '//./pipe/x', host: undefined });
test('a host', address, 'tcp://10.0.0.1', { protocol: 'http', host: '10.0.0.1', port: 2375 });
test('a port', address, 'tcp://h:99', { protocol: 'http', host: 'h', port: '99', socketPath: undefined });
test('port 80', address, 'tcp://h:80', { protocol: 'http', port: 80 });
test('a TLS host', address, 'https://h', { protocol: 'https', host: 'h', port: 2376 });

test('TLS material makes it a TLS host', (t) => {
  const tls = { ca: 'CA', cert: 'CERT', key: 'KEY' };
  t.like(toConnectionOptions({ host: 'tcp://h', tls }), { protocol: 'https', port: 2376, ...tls });
});

for (const wrong of [
  '',
  'nonsense',
  'ftp://x',
  'tcp://',
  '/var/run/docker.sock',
  'ssh://-oProxyCommand=x',
  'ssh://',
]) {
  test(`\`${wrong}\` is no address`, (t) => {
    t.throws(() => connectEngine({ host: wrong }), { name: 'UsageError' });
  });
}

test("the user's ssh is called as the docker CLI calls it", (t) => {
  const tail = ['docker', 'system', 'dial-stdio'];
  t.deepEqual(toSshCommand('ssh://h').slice(-5), ['--', 'h', ...tail].slice(-5));
  const command = toSshCommand('ssh://me%40corp@h:22022');
  t.deepEqual(command.slice(-9), ['-l', 'me@corp', '-p', '22022', '--', 'h', ...tail]);
});

test.serial('an engine behind ssh', async (t) => {
  await putProgram(
    t,
    `case "$*" in *"-l me -p 22 -- somewhere docker system dial-stdio") ;; *) exit 9 ;; esac
exec docker --host ${host} system dial-stdio`,
  );
  const engine = connectEngine({ host: 'ssh://me@somewhere:22' });
  await engine.ping();
  t.truthy(await engine.images.find('fixture/busybox:latest'));
  const container = await engine.containers.create({
    name: `refrom-test-ssh-${process.pid}`,
    image: 'fixture/busybox',
  });
  try {
    await engine.containers.start(container);
    const execution = {
      command: ['cat'],
      environment: [path],
      workingDirectory: '/',
      user: '',
      input: 'through ssh',
    };
    let output = '';
    const sink = (_: string, chunk: Uint8Array): unknown => (output += Buffer.from(chunk).toString());
    t.is(await engine.containers.execute(container, execution, sink), 0);
    t.is(output, 'through ssh');
  } finally {
    await engine.containers.remove(container);
    engine.close();
  }
});

test.serial('ssh says why it cannot', async (t) => {
  await putProgram(t, 'echo "me@somewhere: Permission denied (publickey)." >&2; exit 255');
  const error = await t.throwsAsync(connectEngine({ host: 'ssh://me@somewhere' }).ping());
  t.like(error, { name: 'EngineError', failure: 'unreachable' });
  t.regex(error.message, /Permission denied \(publickey\)/);
});

/** A program `ssh` that is found before the real one. */
async function putProgram(t: { teardown(run: () => unknown): void }, script: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-ssh-'));
  await writeFile(join(folder, 'ssh'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'ssh'), 0o755);
  const before = process.env.PATH;
  process.env.PATH = `${folder}:${before}`;
  t.teardown(async () => {
    process.env.PATH = before;
    await rm(folder, { recursive: true });
  });
}

const reference = test.macro(
  (t, text: string, name: string, suffix: string, full: string, registry: string) => {
    t.deepEqual(splitReference(text), { name, suffix });
    t.is(toFullName(text), full);
    t.is(registryOf(text), registry);
  },
);
const digest = `sha256:${'a'.repeat(64)}`;
test('a name', reference, 'x', 'x', 'latest', 'docker.io/library/x:latest', 'docker.io');
test('a tag', reference, 'a/x:1', 'a/x', '1', 'docker.io/a/x:1', 'docker.io');
test('a registry', reference, 'r.io/x:1', 'r.io/x', '1', 'r.io/x:1', 'r.io');
test(
  'its port',
  reference,
  'localhost:5000/x',
  'localhost:5000/x',
  'latest',
  'localhost:5000/x:latest',
  'localhost:5000',
);
test('localhost', reference, 'localhost/x', 'localhost/x', 'latest', 'localhost/x:latest', 'localhost');
test(
  'the whole name',
  reference,
  'docker.io/a/x',
  'docker.io/a/x',
  'latest',
  'docker.io/a/x:latest',
  'docker.io',
);
test('a digest wins over a tag', (t) => {
  t.deepEqual(splitReference(`r.io/x:1@${digest}`), { name: 'r.io/x', suffix: digest });
});
