// --retry: what touches the network is tried again, from the clean state before it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { buildEvents, docker, endOf, imageName, makeProject, refrom } from '../helpers/refrom.js';

test('a download that fails is tried again until it succeeds', async (t) => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    if (requests > 4) response.end('arrived');
    else response.writeHead(503).end();
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nADD http://127.0.0.1:${String(port)}/file /file\n`,
  });
  const image = imageName(t, 'retried');
  const { events, exitCode, stderr } = await buildEvents([
    '--retry',
    '9',
    '--retry-wait',
    '0.01',
    '-t',
    image,
    folder,
  ]);
  t.is(exitCode, 0, endOf(stderr));
  const retries = events.filter(({ type }) => type === 'step/retrying');
  t.true(retries.length >= 1);
  t.like(retries[0], { step: 1, attempt: 1, times: 9, milliseconds: 10 });
  t.is(await docker('run', '--rm', image, 'cat', '/file'), 'arrived');
});

test('a RUN begins each time where it began first, and fails after the last', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN ls /left; touch /left; wget -q http://127.0.0.1:9/x\nRUN false\n',
  });
  const { exitCode, stderr } = await refrom(['build', '--retry', '2', '--retry-wait', '0', folder]);
  t.is(exitCode, 1);
  t.is(
    stderr.match(/ls: \/left: No such file/g)?.length,
    3 + 1,
    'three tries, and the last lines of the output',
  );
  t.regex(stderr, /trying again in 0\.0s \(2 of 2\)/);
});

test('what does not touch the network fails at once', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN false\n' });
  const { exitCode, stderr } = await refrom(['build', '--retry', '2', folder]);
  t.is(exitCode, 1);
  t.notRegex(stderr, /trying again/);
});

test('a number of tries that is none is refused', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\n' });
  for (const words of [
    ['--retry', 'x'],
    ['--retry', '1', '--retry-wait', '-1'],
  ])
    t.is((await refrom(['build', ...words, folder])).exitCode, 2);
});
