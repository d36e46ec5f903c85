// An engine that dies in the middle: said plainly, nothing that was checkpointed is lost, the same command carries on.
import { connect, createServer, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { startCounter } from '../helpers/counter.js';
import { endOf, makeProject, refrom, startRefrom, until } from '../helpers/refrom.js';

/** A way to the engine that can be cut. */
async function openProxy(t: ExecutionContext): Promise<{ host: string; cut: () => void }> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-proxy-'));
  const path = join(folder, 'engine.sock');
  const engine = (process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock').replace('unix://', '');
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(engine);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => server.listen(path, listening));
  const cut = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  t.teardown(async () => {
    cut();
    await rm(folder, { recursive: true, force: true });
  });
  return { host: `unix://${path}`, cut };
}

test.serial('an engine lost in the middle of a RUN', async (t) => {
  const counter = await startCounter(t);
  const file = `FROM fixture/busybox\nRUN ${counter.knock('done')}\nARG PAUSE\nRUN ${counter.knock('waits')}; sleep $PAUSE\n`;
  const folder = await makeProject(t, { Dockerfile: file });
  const proxy = await openProxy(t);
  const running = startRefrom([
    'build',
    '--checkpoint',
    'every',
    '--build-arg',
    'PAUSE=600',
    '--engine',
    proxy.host,
    folder,
  ]);
  await until(() => counter.count('waits') === 1);
  proxy.cut();
  const { exitCode, stderr } = await running;
  t.is(exitCode, 3);
  t.regex(String(stderr), /engine/);
  t.notRegex(String(stderr), /\n {4}at /, 'no stack trace');

  const again = await refrom(['build', '--checkpoint', 'every', '--build-arg', 'PAUSE=0', folder]);
  t.is(again.exitCode, 0, endOf(again.stderr));
  t.is(counter.count('done'), 1);
});
