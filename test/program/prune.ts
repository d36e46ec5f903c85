// `refrom checkpoints prune`, on an engine of its own: it removes what is refrom's of all projects, and nothing else.
import { execa } from 'execa';
import test from 'ava';
import { endOf, makeProject, refrom } from '../helpers/refrom.js';
import { canStartEngine, startSmallEngine } from '../helpers/small-engine.js';

/** Where the suite is given an engine of the user's, no second one is started beside it. */
const withSmallEngine = canStartEngine ? test.serial : test.serial.skip;

withSmallEngine('all of refrom goes by one command, and nothing of anybody else', async (t) => {
  t.timeout(300_000);
  const host = await startSmallEngine(t, 300);
  const inEngine = async (...words: string[]): Promise<string[]> =>
    (await execa('docker', ['--host', host, ...words])).stdout.split('\n').filter((line) => line !== '');
  const prune = async (...flags: string[]): Promise<{ stdout: string; stderr: string }> => {
    const { exitCode, ...said } = await refrom(['checkpoints', 'prune', '--engine', host, ...flags]);
    t.is(exitCode, 0, endOf(said.stderr));
    return said;
  };
  const everything = async (): Promise<Record<'images' | 'containers' | 'volumes', string[]>> => ({
    images: (await inEngine('images', '--format', '{{.Repository}}:{{.Tag}}')).sort(),
    containers: (await inEngine('ps', '-a', '--format', '{{.Names}}')).sort(),
    volumes: (await inEngine('volume', 'ls', '-q')).sort(),
  });
  await execa('sh', ['-c', 'docker save fixture/busybox | docker --host "$1" load', 'sh', host]);
  await inEngine('tag', 'fixture/busybox', 'foreign:1');
  await inEngine('create', '--name', 'foreign', 'foreign:1', 'true');
  await inEngine('volume', 'create', 'foreign');
  const foreign = await everything();

  const build = async (lines: string, ...flags: string[]): Promise<void> => {
    const folder = await makeProject(t, { Dockerfile: `FROM fixture/busybox\n${lines}` });
    await refrom(['build', '--engine', host, '--network', 'none', '--checkpoint', 'every', ...flags, folder]);
  };
  await build(
    'RUN head -c 1000000 /dev/urandom > /a\nRUN head -c 2000000 /dev/urandom > /b\n',
    '-t',
    'made:1',
  );
  await build('RUN --mount=type=cache,target=/c echo > /c/d\n', '-t', 'made:2');
  await build('RUN echo left > /w; false\n', '--on-failure', 'keep');
  const made = await everything();
  const [first = ''] = made.images.filter((name) => name.startsWith('refrom/'));
  t.is((await refrom(['checkpoints', 'tag', '--engine', host, first, 'mine:1'])).exitCode, 0);
  const full = await everything();
  t.true(full.containers.length > foreign.containers.length, 'the wreck');
  t.true(full.volumes.length > foreign.volumes.length, 'the cache');

  const { stderr: kept } = await prune('--keep-storage', '100gb');
  t.regex(kept, /removed 0 checkpoints of \d+ checkpoints/);
  const { stdout: told } = await prune('--all', '--dry-run');
  t.deepEqual(await everything(), full, 'a dry run removes nothing');
  const { stdout: gone } = await prune('--all');
  t.deepEqual(gone.split('\n').sort(), told.split('\n').sort(), 'what the dry run told');
  const left = await everything();
  t.deepEqual(left, { ...foreign, images: [...foreign.images, 'made:1', 'made:2', 'mine:1'].sort() });
});
