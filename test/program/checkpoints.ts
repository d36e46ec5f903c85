// `refrom checkpoints` and --keep-storage: what is shown, named and removed, and what is never touched.
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { buildEvents, docker, endOf, imageName, makeProject, refrom, tryDocker } from '../helpers/refrom.js';

interface Shown {
  readonly bytes: number;
  readonly checkpoints: readonly {
    readonly tags: readonly string[];
    readonly pins: readonly string[];
    readonly ownBytes: number;
    readonly freedBytes: number;
    readonly dependents: number;
  }[];
  readonly wrecks: readonly { readonly name: string }[];
}

const list = async (folder: string): Promise<Shown> =>
  JSON.parse((await refrom(['checkpoints', 'ls', '--format', 'json', folder])).stdout) as Shown;

/** Another one each time, so that no two tests come to the same checkpoints. */
const write = (bytes: number, name: string): string =>
  `RUN head -c ${String(bytes)} /dev/urandom > /${name}; : ${randomUUID()}\n`;

const projectOf = (folder: string): string => `refrom/${folder.split('/').at(-1)!.toLowerCase()}`;

async function makeChain(t: ExecutionContext): Promise<{ folder: string; tags: string[] }> {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\n${write(1_000_000, 'a')}ENV A=b\n${write(2_000_000, 'b')}`,
  });
  const { events } = await buildEvents(['--checkpoint', 'every', folder]);
  const tags = events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.image] : []));
  return { folder, tags };
}

test('ls says what each holds, and what stands on it', async (t) => {
  const { folder, tags } = await makeChain(t);
  const { checkpoints } = await list(folder);
  t.deepEqual(
    tags.map((tag) => {
      const { ownBytes, dependents } = checkpoints.find((each) => each.tags.includes(tag))!;
      return [ownBytes, dependents];
    }),
    [
      [1_000_000, 2],
      [0, 1],
      [2_000_000, 0],
    ],
  );
  const { stdout } = await refrom(['checkpoints', 'ls', folder]);
  t.regex(stdout, /: 3 checkpoints\n/);
  t.regex(stdout, /└─ 0-L3-[0-9a-f]{8} +0 B .*ENV A=b \(needed by 1\)/);
});

test('show tells all of one, by its key alone', async (t) => {
  const { tags } = await makeChain(t);
  const { stdout, exitCode } = await refrom(['checkpoints', 'show', tags[0]!.slice(-8)]);
  t.is(exitCode, 0);
  t.true(stdout.startsWith(`checkpoint ${tags[0]!}\n`));
  t.regex(stdout, /\nstands on {2}the base image\nneeded by {2}2 others$/);
});

test('a mistyped one is refused with the nearest', async (t) => {
  const { tags } = await makeChain(t);
  const { stderr, exitCode } = await refrom(['checkpoints', 'show', `${tags[0]!}0`]);
  t.is(exitCode, 2);
  t.regex(stderr, new RegExp(`did you mean ${tags[0]!}`));
});

test('one that has a name of the user stays as that when everything is removed by name', async (t) => {
  const { folder, tags } = await makeChain(t);
  const name = imageName(t, 'kept');
  t.is((await refrom(['checkpoints', 'tag', tags[2]!, name])).exitCode, 0);
  const { stdout, exitCode } = await refrom(['checkpoints', 'rm', ...tags]);
  t.is(exitCode, 0);
  t.deepEqual(stdout.trim().split('\n'), tags);
  t.deepEqual((await list(folder)).checkpoints, []);
  t.is((await docker('run', '--rm', name, 'wc', '-c', '/b')).trim(), '2000000 /b');
});

test('a wreck is listed, named and removed', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile:
      'FROM fixture/busybox\nRUN mkdir /d\nENV A=b\nARG C=d TOKEN=hidden\nWORKDIR /d\nUSER 7\nRUN echo left > /tmp/w && false\n',
  });
  const { stderr } = await refrom(['build', '--on-failure', 'keep', folder]);
  const { wrecks } = await list(folder);
  t.is(wrecks.length, 1);
  const [{ name }] = wrecks as [{ name: string }];
  t.teardown(() => tryDocker('rm', '-f', name));
  t.true(stderr.includes(`refrom checkpoints shell ${name}`));
  const image = imageName(t, 'wreck');
  const tagged = await refrom(['checkpoints', 'tag', name, image]);
  t.is(tagged.exitCode, 0, endOf(tagged.stderr));
  t.is(await docker('run', '--rm', image, 'cat', '/tmp/w'), 'left');
  const seen = await docker('run', '--rm', image, 'sh', '-c', 'pwd; id -u; echo $A $C $TOKEN');
  t.is(seen, '/d\n7\nb d', 'as its step found it, but for secrets');
  const removed = await refrom(['checkpoints', 'rm', name]);
  t.is(removed.exitCode, 0, endOf(removed.stderr));
  t.deepEqual((await list(folder)).wrecks, []);
  t.is((await docker('images', '-q', name.toLowerCase())).trim(), '', 'nothing of it is left');
});

test('a shell needs a terminal', async (t) => {
  const { exitCode, stderr } = await refrom(['checkpoints', 'shell', 'any']);
  t.is(exitCode, 2);
  t.regex(stderr, /needs a terminal/);
});

test('a budget that is no size is refused before anything is done', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo > /x\n' });
  const { exitCode, stderr } = await refrom(['build', '--keep-storage', 'much', folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /--keep-storage much: expected a size like 20gb/);
  t.is((await docker('images', '-q', projectOf(folder))).trim(), '');
});
