// --keep and --why, as a user meets them.
import test, { type ExecutionContext } from 'ava';
import { randomUUID } from 'node:crypto';
import { endOf, makeProject, refrom, writeIn } from '../helpers/refrom.js';

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
  t.true((await build()).includes('#3 0.'), 'it stands on the older file');
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
  const { build } = await makeBuilt(t);
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
  /is no checkpoint/,
  /checkpoints ls/,
);
test(
  '--keep of a checkpoint that is not there',
  refused,
  '2=refrom/x:y',
  /does not have refrom\/x:y/,
  /checkpoints ls/,
);

test('--keep where nothing is known of an earlier run', async (t) => {
  const folder = await makeProject(t, { Dockerfile: `FROM fixture/busybox\nRUN : ${randomUUID()}\n` });
  const { stderr, exitCode } = await refrom(['build', '--keep', '2', folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /no checkpoint of an earlier run is known for this step/);
});
