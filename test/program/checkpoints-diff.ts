// `refrom checkpoints diff` on a real engine.
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import {
  buildEvents,
  docker,
  endOf,
  imageName,
  makeProject,
  refrom,
  sessionContainers,
  startRefrom,
  tryDocker,
  until,
} from '../helpers/refrom.js';

interface Told {
  readonly before: { readonly name: string; readonly image: string | null };
  readonly files: readonly {
    readonly path: string;
    readonly change: string;
    readonly aspects?: readonly string[];
  }[];
  readonly packages: readonly object[];
  readonly configuration: readonly object[];
  readonly notes: readonly string[];
}

const compare = async (before: string, after: string): Promise<Told> => {
  const { stdout, stderr } = await refrom(['checkpoints', 'diff', before, after, '--format', 'json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Told;
};

const listed = ({ files }: Told): string[] =>
  files.map(({ path, change, aspects = [] }) => [change, path, ...aspects].join(' '));

/** Checkpoints of the steps, in order: another test may have made the same, which would be reused. */
async function build(t: ExecutionContext, lines: readonly string[]): Promise<string[]> {
  const folder = await makeProject(t, { Dockerfile: `FROM fixture/busybox\n${lines.join('\n')}\n` });
  const { events } = await buildEvents(['--no-cache', '--checkpoint', 'every', folder]);
  return events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.image] : []));
}

test('files of two checkpoints: what came, what changed in what, what went', async (t) => {
  const [first, second] = await build(t, [
    'RUN mkdir /d && echo one > /d/kept && echo one > /d/other && echo x > /d/gone && touch /d/mode /d/time',
    'RUN echo two > /d/other && rm /d/gone && chmod 0600 /d/mode && touch -d @0 /d/time && ln -s kept /d/link',
  ]);
  const told = await compare(first!, second!);
  t.is(told.before.name, first!);
  t.deepEqual(listed(told), [
    'deleted /d/gone',
    'added /d/link',
    'changed /d/mode mode',
    'changed /d/other content',
  ]);
});

test('a checkpoint against its base image: nothing of the engine is taken for a change', async (t) => {
  const [first] = await build(t, ['RUN echo x > /x']);
  t.deepEqual(listed(await compare('fixture/busybox:latest', first!)), ['added /x']);
  t.deepEqual(listed(await compare(first!, 'fixture/busybox:latest')), ['deleted /x']);
});

test('what is written to a volume of the image is seen', async (t) => {
  const [, , volume, written] = await build(t, [
    'RUN mkdir /v && echo one > /v/x',
    'ENV A=b',
    'VOLUME /v',
    'RUN echo two > /v/x',
  ]);
  t.deepEqual(listed(await compare(volume!, written!)), ['changed /v/x content']);
});

test('packages and the configuration, by the keys of the checkpoints, as text', async (t) => {
  const [first, last] = await build(t, [
    "RUN mkdir -p /lib/apk/db && printf 'P:musl\\nV:1\\n\\nP:zlib\\nV:1\\n' > /lib/apk/db/installed",
    "RUN printf 'P:musl\\nV:2\\n' > /lib/apk/db/installed",
  ]);
  const [, environment] = await build(t, ['ENV B=c', 'ENV A=b']);
  const { stdout, exitCode } = await refrom(['checkpoints', 'diff', first!.slice(-8), last!.slice(-8)]);
  t.is(exitCode, 0);
  t.regex(stdout, /\npackages: 0 added, 1 changed, 1 deleted\n {2}~ apk musl {2}1 → 2\n {2}- apk zlib {2}1$/);
  const told = await compare('fixture/busybox', environment!);
  t.deepEqual(told.files, []);
  t.deepEqual(told.configuration.slice(-2), [
    { field: 'ENV', name: 'B', before: null, after: 'c' },
    { field: 'ENV', name: 'A', before: null, after: 'b' },
  ]);
});

test('rpm is asked for its packages', async (t) => {
  const rpm = 'printf \'#!/bin/sh\\nprintf "bash\\\\t5-1\\\\tnoarch\\\\n"\\n\' > /usr/bin/rpm';
  const [first] = await build(t, [
    `RUN mkdir -p /usr/bin /var/lib/rpm && echo x > /var/lib/rpm/Packages && ${rpm} && chmod 755 /usr/bin/rpm`,
  ]);
  const { packages, notes } = await compare('fixture/busybox', first!);
  t.deepEqual(packages, [{ manager: 'rpm', name: 'bash', before: null, after: '5-1.noarch' }]);
  t.deepEqual(notes, []);
});

test('a wreck against the checkpoint before it', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN echo a > /a\nRUN echo left > /left && false\n',
  });
  const { events } = await buildEvents(['--checkpoint', 'every', '--on-failure', 'keep', folder]);
  const failed = events.at(-1);
  if (failed?.type !== 'session/failed') throw new Error('it was to fail');
  const wreck = failed.wreck!;
  t.teardown(() => refrom(['checkpoints', 'rm', wreck]));
  const told = await compare(failed.checkpoint!, wreck);
  t.deepEqual(listed(told), ['added /left']);
  t.deepEqual(told.notes, [`${wreck}: the configuration of a wreck is not compared`]);
  t.deepEqual(await nameless(failed.checkpoint!), []);
});

/** IDs of images without a name that stand on this one. */
async function nameless(below: string): Promise<string[]> {
  const layersOf = async (image: string): Promise<string> =>
    (await tryDocker('inspect', '-f', '{{join .RootFS.Layers " "}}', image)).stdout;
  const layers = await layersOf(below);
  const ids = (await docker('images', '-q', '--no-trunc', '-f', 'dangling=true')).split('\n');
  const found = await Promise.all(
    ids.map(async (id) => ((await layersOf(id)).startsWith(`${layers} `) ? [id] : [])),
  );
  return found.flat();
}

test('what is neither a checkpoint nor an image is refused', async (t) => {
  for (const word of ['fixture/no-such-image', 'No Name!']) {
    const { exitCode, stderr } = await refrom(['checkpoints', 'diff', 'fixture/busybox', word]);
    t.is(exitCode, 2);
    t.regex(stderr, new RegExp(`there is no checkpoint ${word}`));
  }
});

test.serial('an interrupt leaves no container behind', async (t) => {
  const name = imageName(t, 'large');
  const [first] = await build(t, ['RUN head -c 600000000 /dev/zero > /large']);
  t.is((await refrom(['checkpoints', 'tag', first!, name])).exitCode, 0);
  const own = `refrom-session-.*-`;
  const running = startRefrom(['checkpoints', 'diff', name, 'fixture/busybox']);
  const mine = async (): Promise<string[]> =>
    (await sessionContainers()).filter((each) => new RegExp(`${own}${String(running.pid)}-`).test(each));
  const ended = running.then(({ exitCode, stderr }) => {
    throw new Error(`it ended before, with ${String(exitCode)}: ${endOf(String(stderr))}`);
  });
  // A busy engine takes its time to tell of all its images.
  await Promise.race([until(async () => (await mine()).length > 0, 120), ended]);
  ended.catch(() => undefined);
  await sleep(100);
  running.kill('SIGINT');
  t.is((await running).exitCode, 130);
  t.deepEqual(await mine(), []);
});
