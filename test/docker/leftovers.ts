import test from 'ava';
import { engine, docker, run, startContainer, uniqueName } from '../helpers/live-engine.js';

const list = `cat /proc/[0-9]*/comm | sort | tr '\n' ' '`;
const leave = `trap '' HUP TERM
sleep 1001 > /dev/null 2>&1 &
setsid sleep 1002 > /dev/null 2>&1 &
( ( sleep 1003 > /dev/null 2>&1 & ) & )
( trap '' HUP TERM INT; while :; do :; done ) > /dev/null 2>&1 &`;

const ends = test.macro(async (t, image: string) => {
  const container = await startContainer(t, image);
  for (const user of ['0', '7:7']) await docker('exec', '--user', user, container, 'sh', '-c', leave);
  t.regex((await run(container, list)).stdout, /sleep sleep sleep/);
  await engine.containers.endLeftovers(container);
  const { stdout } = await run(container, list);
  t.notRegex(stdout, /sleep/);
  // Process 1, the shell that lists, and what it lists with: no dead ones either.
  t.true(stdout.trim().split(' ').length <= 5, stdout);
});

test.serial('no process is left, dead or alive: busybox', ends, 'fixture/busybox:latest');

test.serial('no process is left, dead or alive: the shell is bash', async (t) => {
  const image = await findDebian();
  if (!image) {
    t.pass('no image with bash here');
    return;
  }
  const tag = uniqueName();
  const container = await startContainer(t, image);
  await run(container, 'ln -sf bash /bin/sh');
  await docker('commit', container, tag);
  t.teardown(() => engine.images.remove(tag));
  await ends.exec(t, tag);
});

test.serial('what holds the outputs ends with the command', async (t) => {
  const container = await startContainer(t);
  for (const script of ['sleep 1000 & echo hi', 'sleep 1000 & sleep 0.5; echo hi'])
    t.is((await run(container, script)).stdout, 'hi\n');
});

test.serial('an image without a shell cannot be started', async (t) => {
  const id = await engine.images.create({
    config: {},
    history: [],
    layers: [],
    platform: (await engine.describe()).platform,
    created: '2024-01-01T00:00:00Z',
    tags: [`${uniqueName()}:latest`],
  });
  t.teardown(() => engine.images.remove(id));
  await t.throwsAsync(startContainer(t, id), { name: 'EngineError', message: /no \/bin\/sh/ });
});

async function findDebian(): Promise<string | undefined> {
  const image = await engine.images.find('fixture/debian:bookworm');
  return image?.id;
}
