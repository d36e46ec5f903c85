// --keep and --why, as a user meets them.
import test, { type ExecutionContext } from 'ava';
import { randomUUID } from 'node:crypto';
import { endOf, imageName, makeProject, refrom, tryDocker, writeIn } from '../helpers/refrom.js';

async function makeBuilt(
  t: ExecutionContext,
): Promise<{ folder: string; mark: string; build: (...words: string[]) => Promise<string> }> {
  const mark = randomUUID();
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nCOPY a /a\nRUN cat /a; : ${mark}\n`,
    a: `one ${mark}\n`,
  });
  const build = async (...words: string[]): Promise<string> =>
    (await refrom(['build', '--checkpoint', 'every', '--why', ...words, folder])).stderr;
  await build();
  return { folder, mark, build };
}

test('--why names what has changed, and says nothing of what is reused', async (t) => {
  const { folder, mark, build } = await makeBuilt(t);
  t.false((await build()).includes('because'));
  await writeIn(folder, 'a', `two ${mark}\n`);
  const told = await build();
  t.true(told.includes('#2 because files: changed a\n'), endOf(told));
  t.true(told.includes('#3 because it follows line 2, which makes something else\n'), endOf(told));
});

test('a kept step is marked in what is printed, in the list and in what stands on it', async (t) => {
  const { folder, mark, build } = await makeBuilt(t);
  await writeIn(folder, 'a', `two ${mark}\n`);
  const told = await build('--keep', '2');
  t.true(told.includes('#2 because files: changed a\n#2 KEPT, although it has changed\n'), endOf(told));
  t.true(told.endsWith('kept although changed: line 2; docker build would run it'), endOf(told));
  const { stdout } = await refrom(['checkpoints', 'ls', folder]);
  t.regex(stdout, /0-L2-[0-9a-f]{8}-kept/);
  await writeIn(folder, 'Dockerfile', 'FROM fixture/busybox\nCOPY a /a\nRUN cat /a && true\n');
  t.regex(await build(), new RegExp(`^#3 [\\d.]+ one ${mark}$`, 'm'), 'it stands on the older file');
  const { checkpoints } = JSON.parse(
    (await refrom(['checkpoints', 'ls', '--format', 'json', folder])).stdout,
  ) as {
    checkpoints: { tags: string[]; mark: { keptLines?: number[] } }[];
  };
  const marked = checkpoints.filter(({ mark }) => mark.keptLines !== undefined);
  t.deepEqual(
    marked.map(({ mark }) => mark.keptLines),
    [[2]],
  );
});

test('a kept step that is run after all: what comes after it stands on what it makes now', async (t) => {
  const { folder, mark, build } = await makeBuilt(t);
  await writeIn(folder, 'a', `two ${mark}\n`);
  await build('--keep', '2');
  const told = await build('--no-cache');
  t.regex(told, /#3 [\d.]+ two /);
  t.regex(await build(), /#2 REUSED[^]*#3 REUSED/, 'the clean one goes before');
});

const refused = test.macro(async (t, word: string, message: RegExp, hint: RegExp) => {
  const { folder, mark, build } = await makeBuilt(t);
  await writeIn(folder, 'a', `two ${mark}\n`);
  const told = await build('--keep', word);
  t.regex(told, message);
  t.regex(told, hint);
});

test('--keep of no line', refused, 'x', /--keep x: expected LINE or LINE=CHECKPOINT/, /./);
test('--keep of a line without a step', refused, '9', /no step of this build stands there/, /./);
test('--keep of FROM', refused, '1', /FROM makes no state of its own/, /behind it/);
test(
  '--keep of a checkpoint that is none',
  refused,
  '2=fixture/busybox',
  /there is no checkpoint fixture\/busybox/,
  /./,
);
test(
  '--keep of a checkpoint that is not there',
  refused,
  '2=refrom/x:y',
  /there is no checkpoint refrom\/x:y/,
  /./,
);

test('--keep where nothing is known of an earlier run', async (t) => {
  const folder = await makeProject(t, { Dockerfile: `FROM fixture/busybox\nRUN : ${randomUUID()}\n` });
  const { stderr, exitCode } = await refrom(['build', '--keep', '2', folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /no checkpoint of an earlier run is known for this step/);
});

interface Story {
  readonly folder: string;
  /** Writes the Dockerfile, and builds it. Gives what was printed, and what /a and /c hold then. */
  readonly build: (lines: readonly string[], ...words: string[]) => Promise<{ told: string; holds: string }>;
}

async function beginStory(t: ExecutionContext): Promise<Story> {
  const mark = randomUUID();
  const folder = await makeProject(t, {});
  const image = imageName(t, `story-${mark.slice(0, 8)}`);
  return {
    folder,
    build: async (lines, ...words) => {
      await writeIn(
        folder,
        'Dockerfile',
        ['FROM fixture/busybox', `ENV MARK=${mark}`, ...lines, ''].join('\n'),
      );
      const { stderr } = await refrom(['build', '-t', image, ...words, folder]);
      const { stdout } = await tryDocker('run', '--rm', image, 'sh', '-c', 'cat /a /c; echo $X');
      return { told: stderr, holds: stdout.replaceAll('\n', ' ').trim() };
    },
  };
}

const every = ['--checkpoint', 'every'];
const writes = (word: string): string => `RUN echo ${word} > /a`;
const copies = 'RUN cp /a /c';

test('where the state of the file as it is now is there, nothing else is kept for it', async (t) => {
  const { build } = await beginStory(t);
  await build([writes('A')], ...every);
  await build([writes('B'), 'RUN false'], ...every);
  const back = await build([writes('A'), copies], '--keep', '3', ...every);
  t.false(back.told.includes('KEPT'));
  t.is((await build([writes('B'), copies], ...every)).holds, 'B B');
});

test('a changed configuration above what is kept is in what comes after it', async (t) => {
  const { build } = await beginStory(t);
  await build(['ENV X=1', writes('A'), copies], ...every);
  const kept = await build(['ENV X=2', writes('A'), copies], '--keep', '4', ...every);
  t.true(kept.told.includes('KEPT'));
  t.is(kept.holds, 'A A 2');
  t.is((await build(['ENV X=1', writes('A'), copies], ...every)).holds, 'A A 1');
});

test('a step that is executed for what it is now is not kept any more, whatever the policy', async (t) => {
  const { build } = await beginStory(t);
  await build([writes('A'), copies], ...every);
  t.is((await build([writes('B'), copies], '--keep', '3')).holds, 'A A');
  t.is((await build([writes('B'), copies], '--no-cache')).holds, 'B B');
  const after = await build([writes('B'), copies]);
  t.false(after.told.includes('KEPT'));
  t.is(after.holds, 'B B');
});

test('what a failed step left is not kept', async (t) => {
  const { folder, build } = await beginStory(t);
  const { told } = await build([writes('A'), 'RUN false'], '--on-failure', 'keep');
  const wreck = /refrom-wreck-\S+/.exec(told)?.[0] ?? '';
  t.teardown(() => refrom(['checkpoints', 'rm', wreck]));
  t.regex((await refrom(['build', '--keep', `4=${wreck}`, folder])).stderr, /there is no checkpoint/);
});
