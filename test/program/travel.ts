// Checkpoints on their way through a real registry: pushed, pulled, refused, and gone on from elsewhere.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { removeRepository } from '../helpers/engine-images.js';
import {
  buildEvents,
  docker,
  endOf,
  executedLines,
  imageName,
  makeProject,
  refrom,
  startRefrom,
  tryDocker,
  until,
  writeIn,
} from '../helpers/refrom.js';
import { registryUser, startRegistry } from '../helpers/registry.js';

/** Another one each time: no two tests come to the same checkpoints. */
const slow = (): string => `RUN echo ${randomUUID()} > /slow`;

const projectOf = (folder: string): string => `refrom/${folder.split('/').at(-1)!.toLowerCase()}`;

/** As if this were another machine: no checkpoint of the project is left. */
const forget = (folder: string): Promise<void> => removeRepository(projectOf(folder));

async function makeHalf(
  t: ExecutionContext,
  lines: readonly string[] = [slow(), 'RUN cat fixed'],
): Promise<string> {
  return makeProject(t, { Dockerfile: ['FROM fixture/busybox', ...lines, ''].join('\n') });
}

test('what was pushed is pulled, and the next build does not do it again', async (t) => {
  const registry = await startRegistry(t);
  const folder = await makeHalf(t);
  await buildEvents(['--checkpoint', 'every', folder]);
  const reference = `${registry}/app:half`;
  t.teardown(() => tryDocker('rmi', reference));
  const pushed = await refrom(['checkpoints', 'push', reference], { cwd: folder });
  t.is(pushed.exitCode, 0, endOf(pushed.stderr));
  t.is(pushed.stdout, reference);
  t.true(pushed.stderr.includes(`refrom debug --from ${reference}`));
  t.is((await tryDocker('image', 'inspect', reference)).exitCode, 1, 'the name is gone from the engine');
  await forget(folder);
  const pulled = await refrom(['checkpoints', 'pull', reference]);
  t.is(pulled.exitCode, 0, endOf(pulled.stderr));
  t.regex(pulled.stdout, new RegExp(`^${projectOf(folder)}:0-L2-[0-9a-f]{8}$`));
  await writeIn(folder, 'fixed', 'x');
  const { events, exitCode } = await buildEvents([folder]);
  t.is(exitCode, 1);
  t.deepEqual(executedLines(events), []);
});

test('an image that is no checkpoint is refused, and is not left here', async (t) => {
  const registry = await startRegistry(t);
  const reference = `${registry}/plain:1`;
  await docker('tag', 'fixture/busybox', reference);
  await docker('push', '-q', reference);
  await docker('rmi', reference);
  const { exitCode, stderr } = await refrom(['checkpoints', 'pull', reference]);
  t.is(exitCode, 2);
  t.regex(stderr, /is no checkpoint: its image has no mark of refrom/);
  t.is((await tryDocker('image', 'inspect', reference)).exitCode, 1);
});

test('a registry that is not there, and one that wants a login', async (t) => {
  const folder = await makeHalf(t);
  await buildEvents(['--checkpoint', 'every', folder]);
  const nowhere = await refrom(['checkpoints', 'push', '127.0.0.1:1/x:1'], { cwd: folder });
  t.is(nowhere.exitCode, 3);
  t.regex(nowhere.stderr, /cannot push 127\.0\.0\.1:1\/x:1: .*connection refused/);
  const registry = await startRegistry(t, { isClosed: true });
  const reference = `${registry}/app:1`;
  const denied = await refrom(['checkpoints', 'push', reference], { cwd: folder });
  t.is(denied.exitCode, 3);
  t.true(denied.stderr.includes(`docker login ${registry}`), denied.stderr);
  const config = await mkdtemp(join(tmpdir(), 'refrom-login-'));
  t.teardown(() => rm(config, { recursive: true, force: true }));
  const auth = Buffer.from(`${registryUser.name}:${registryUser.password}`).toString('base64');
  await writeFile(join(config, 'config.json'), JSON.stringify({ auths: { [registry]: { auth } } }));
  const env = { DOCKER_CONFIG: config };
  const pushed = await refrom(['checkpoints', 'push', reference], { cwd: folder, env });
  t.is(pushed.exitCode, 0, endOf(pushed.stderr));
  t.is((await refrom(['checkpoints', 'pull', reference])).exitCode, 3, 'nobody gets it without a login');
});

test('a folder of which nothing is kept says what to name', async (t) => {
  const folder = await makeHalf(t);
  const { exitCode, stderr } = await refrom(['checkpoints', 'push', '127.0.0.1:1/x:1'], { cwd: folder });
  t.is(exitCode, 2);
  t.regex(stderr, /has no checkpoint in the engine[^]*refrom checkpoints ls/);
});

test('values of build arguments and secret variables are named before they go anywhere', async (t) => {
  const registry = await startRegistry(t);
  const folder = await makeHalf(t, [
    'ARG MIRROR',
    'ARG LEVEL=3',
    'ARG NPM_TOKEN',
    'ENV DB_PASSWORD=very-hidden',
    slow(),
  ]);
  const given = ['--build-arg', 'MIRROR=http://inside.example', '--build-arg', 'NPM_TOKEN=hush-hush'];
  await buildEvents(['--checkpoint', 'every', ...given, folder]);
  const words = ['checkpoints', 'push', `${registry}/app:args`];
  const refused = await refrom(words, { cwd: folder });
  t.is(refused.exitCode, 2);
  t.regex(refused.stderr, /build argument MIRROR in its history or configuration, and ENV DB_PASSWORD/);
  t.notRegex(refused.stderr, /LEVEL|NPM_TOKEN|inside\.example|very-hidden|hush/);
  t.is((await refrom([...words, '--allow-args'], { cwd: folder })).exitCode, 0);
});

test('secrets that RUN mounts leave nothing behind, and hold nothing up', async (t) => {
  const registry = await startRegistry(t);
  const folder = await makeHalf(t, ['RUN --mount=type=secret,id=token wc -c /run/secrets/token', slow()]);
  const env = { TOKEN: 'hush-hush' };
  const built = await buildEvents(['--checkpoint', 'every', '--secret', 'id=token,env=TOKEN', folder], {
    env,
  });
  t.is(built.exitCode, 0, endOf(built.stderr));
  const { exitCode, stderr } = await refrom(['checkpoints', 'push', `${registry}/app:1`], { cwd: folder });
  t.is(exitCode, 0, endOf(stderr));
});

test('a failure in CI is gone on from elsewhere: state and wreck are pushed, and one line says how', async (t) => {
  const registry = await startRegistry(t);
  const lines = [slow(), 'RUN echo left > /left; cat /fixed'];
  const folder = await makeHalf(t, lines);
  const reference = `${registry}/ci:42`;
  const failed = await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  t.is(failed.exitCode, 1);
  t.deepEqual(failed.stderr.match(/^ {2}refrom .*$/gm), [`  refrom debug --from ${reference} ${folder}`]);
  await forget(folder);
  await writeIn(
    folder,
    'Dockerfile',
    `FROM fixture/busybox\n${lines[0]!}\nRUN cp /slow /fixed; cat /fixed\n`,
  );
  const image = imageName(t, 'travelled');
  const { events, exitCode, stderr } = await buildEvents(['--from', reference, '-t', image, folder]);
  t.is(exitCode, 0, endOf(stderr));
  t.deepEqual(executedLines(events), [3]);
  t.regex(await docker('run', '--rm', image, 'cat', '/fixed'), /^[0-9a-f-]{36}$/);
  const wreck = `${reference}-wreck`;
  t.teardown(() => tryDocker('rmi', wreck));
  const pulled = await refrom(['checkpoints', 'pull', wreck]);
  t.is(pulled.exitCode, 0, endOf(pulled.stderr));
  t.regex(pulled.stdout, /:0-L3-[0-9a-f]{8}-wreck$/);
  t.regex(pulled.stderr, /what line 3 left \(RUN failed with exit code 1\)/);
  t.is(await docker('run', '--rm', wreck, 'cat', '/left'), 'left');
});

test('where arguments would travel, a build that is to push its failure does not begin', async (t) => {
  const folder = await makeHalf(t, ['ARG MIRROR', slow(), 'RUN false']);
  const words = ['build', '--on-failure', 'push=127.0.0.1:1/x:1', '--build-arg', 'MIRROR=inside', folder];
  const { exitCode, stderr } = await refrom(words);
  t.is(exitCode, 2);
  t.regex(stderr, /build argument MIRROR/);
  t.notRegex(stderr, /inside|step/);
});

test('a push that fails after a failure is told, and the build has failed as ever', async (t) => {
  const folder = await makeHalf(t, [slow(), 'RUN false']);
  const { exitCode, stderr } = await refrom(['build', '--on-failure', 'push=127.0.0.1:1/x:1', folder]);
  t.is(exitCode, 1);
  t.regex(stderr, /connection refused/);
  t.regex(stderr, /refrom debug \//);
});

/** A registry that takes connections and never says a word. */
async function startSilence(t: ExecutionContext): Promise<{ address: string; asked: () => number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${String(port)}`, asked: () => sockets.size };
}

test('Ctrl-C during a push ends it with 130, and leaves nothing of it', async (t) => {
  const { address, asked } = await startSilence(t);
  const folder = await makeHalf(t, [slow(), 'RUN echo left > /left; false']);
  const reference = `${address}/app:1`;
  const building = startRefrom(['build', '--on-failure', `push=${reference}`, folder]);
  await until(() => asked() > 0, 120);
  building.kill('SIGINT');
  const built = await building;
  t.is(built.exitCode, 130);
  t.regex(String(built.stderr), /interrupted; .*app:1 was not pushed[^]*refrom debug \//);
  const before = asked();
  const pushing = startRefrom(['checkpoints', 'push', reference], { cwd: folder });
  await until(() => asked() > before, 120);
  pushing.kill('SIGINT');
  t.is((await pushing).exitCode, 130);
  t.is(await docker('images', '-q', `${address}/app`), '');
  const travellers = await docker('images', '--format', '{{.Repository}}', '*travellers');
  t.false(travellers.includes(`-${String(building.pid)}-`), travellers);
});

test('a state that another Dockerfile gives says where the two part', async (t) => {
  const registry = await startRegistry(t);
  const lines = ['ENV A=b', slow(), 'RUN false'];
  const folder = await makeHalf(t, lines);
  const reference = `${registry}/other:1`;
  await refrom(['build', '--on-failure', `push=${reference}`, '--checkpoint', 'every', folder]);
  await writeIn(folder, 'Dockerfile', ['FROM fixture/busybox', 'ENV A=c', ...lines.slice(1), ''].join('\n'));
  const { exitCode, stderr } = await refrom(['build', '--from', reference, folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /is the state after line 3 of stage 0, and does not fit: from line 2 on \(`ENV A=c`\)/);
  t.regex(stderr, /leave --from out/);
});

test('a wreck is no state to go on from', async (t) => {
  const registry = await startRegistry(t);
  const folder = await makeHalf(t, [slow(), 'RUN echo left > /left; false']);
  const reference = `${registry}/wrecked:1`;
  await refrom(['build', '--on-failure', `push=${reference}`, folder]);
  const { exitCode, stderr } = await refrom(['build', '--from', `${reference}-wreck`, folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /refrom checkpoints shell/);
});

test('what is no image name is refused, for --from and pull alike', async (t) => {
  const folder = await makeHalf(t);
  for (const words of [
    ['build', '--from', 'No Such', folder],
    ['checkpoints', 'pull', 'No Such'],
  ]) {
    const { exitCode, stderr } = await refrom(words);
    t.is(exitCode, 2);
    t.regex(stderr, /No Such: expected an image name/);
  }
  const unknown = await refrom(['build', '--on-failure', 'cry', folder]);
  t.is(unknown.exitCode, 2);
  t.regex(unknown.stderr, /stop, shell, keep, push=REFERENCE/);
});
