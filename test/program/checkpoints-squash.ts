// `refrom checkpoints squash` on a real engine: the same state in fewer layers, which later builds take for it.
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import {
  buildEvents,
  docker,
  executedLines,
  imageName,
  makeProject,
  refrom,
  tryDocker,
} from '../helpers/refrom.js';

interface Built {
  readonly folder: string;
  /** Of the steps, in order. */
  readonly tags: readonly string[];
}

async function build(t: ExecutionContext): Promise<Built> {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox
RUN head -c 1000000 /dev/urandom > /a; : ${randomUUID()}
RUN rm /a && echo b > /b
ENV C=d
RUN echo c > /c
`,
  });
  const { events } = await buildEvents(['--checkpoint', 'every', folder]);
  return {
    folder,
    tags: events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.image] : [])),
  };
}

const layersOf = async (image: string): Promise<number> =>
  Number(await docker('inspect', '-f', '{{len .RootFS.Layers}}', image));

const idOf = (image: string): Promise<string> => docker('inspect', '-f', '{{.Id}}', image);

const differenceOf = async (one: string, other: string): Promise<string> =>
  (await refrom(['checkpoints', 'diff', one, other])).stdout;

test('its tag moves to an image with one layer above the base, which the next build stands on', async (t) => {
  const { folder, tags } = await build(t);
  const last = tags.at(-1)!;
  const former = imageName(t, 'before-squash');
  await docker('tag', last, former);
  const others = await Promise.all(tags.slice(0, -1).map(idOf));
  const { exitCode, stdout, stderr } = await refrom(['checkpoints', 'squash', last.slice(-8)]);
  t.is(exitCode, 0, stderr);
  t.is(stdout, last);
  t.regex(stderr, /^refrom: joined 3 layers into one: 1\.\d+ MB instead of 2\.\d+ MB with what lies below$/);
  t.is(await layersOf(last), 2);
  t.regex(await differenceOf(former, last), /\n\nno difference$/);
  t.deepEqual(await Promise.all(tags.slice(0, -1).map(idOf)), others);
  const again = await buildEvents(['--checkpoint', 'every', '-t', imageName(t, 'squashed'), folder]);
  t.deepEqual(executedLines(again.events), []);
  t.is(await layersOf(imageName(t, 'squashed')), 2);
});

test('what nobody names any more goes', async (t) => {
  const { tags } = await build(t);
  const id = await idOf(tags[1]!);
  await refrom(['checkpoints', 'squash', tags[1]!]);
  t.not((await tryDocker('inspect', id)).exitCode, 0);
});

test('with a name the checkpoint stays, and with --from what lies below stays as it is', async (t) => {
  const { tags } = await build(t);
  const last = tags.at(-1)!;
  const before = await idOf(last);
  const name = imageName(t, 'squashed-from');
  const { exitCode, stdout } = await refrom(['checkpoints', 'squash', '--from', tags[0]!, last, name]);
  t.is(exitCode, 0);
  t.is(stdout, name);
  t.is(await idOf(last), before);
  t.is(await layersOf(name), 3);
  t.regex(await differenceOf(last, name), /\n\nno difference$/);
});

test('one layer is not joined, and gets the name all the same', async (t) => {
  const { tags } = await build(t);
  const name = imageName(t, 'squashed-one');
  const { exitCode, stderr } = await refrom(['checkpoints', 'squash', tags[0]!, name]);
  t.is(exitCode, 0);
  t.is(stderr, 'refrom: nothing to join: there is one layer above the base image');
  t.is(await idOf(name), await idOf(tags[0]!));
});

test('--from something it does not stand on is refused', async (t) => {
  const { tags } = await build(t);
  const { exitCode, stderr } = await refrom([
    'checkpoints',
    'squash',
    '--from',
    'fixture/debian:bookworm',
    tags[1]!,
  ]);
  t.is(exitCode, 2);
  t.regex(stderr, /--from fixture\/debian:bookworm: what is to be joined does not stand on it/);
});

test("an image of the user's stays, named or not", async (t) => {
  const { tags } = await build(t);
  const plain = imageName(t, 'plain');
  const folder = await makeProject(t, {
    Dockerfile: `FROM ${tags[0]!}\nRUN echo ${randomUUID()} > /d\nRUN echo e > /e\n`,
  });
  await docker('build', '-q', '-t', plain, folder);
  const id = await idOf(plain);
  t.teardown(() => tryDocker('rmi', id));
  await docker('tag', tags[0]!, plain);
  const name = imageName(t, 'squashed-plain');
  const words = ['checkpoints', 'squash', '--from', tags[0]!, id.slice('sha256:'.length, 20), name];
  const { exitCode, stderr } = await refrom(words);
  t.is(exitCode, 0, stderr);
  t.is(await layersOf(name), 3);
  t.is(await idOf(id), id);
});

test('a name that no image can have is refused', async (t) => {
  const { exitCode, stderr } = await refrom(['checkpoints', 'squash', 'any', 'No Name']);
  t.is(exitCode, 2);
  t.regex(stderr, /the new name No Name: expected name\[:tag\]/);
});
