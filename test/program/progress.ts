import test from 'ava';
import { inspectImage } from '../helpers/engine-images.js';
import { buildEvents, executedLines, imageName, makeProject, refrom } from '../helpers/refrom.js';

test.serial('JSON progress has the events and fields of the contract, in order', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox AS base\nRUN echo out; echo err >&2\nENV A=1\n',
  });
  // Of what `auto` keeps, the time that the steps take decides.
  const keepEvery = ['--checkpoint', 'every'];
  const { events, exitCode } = await buildEvents([...keepEvery, '-t', imageName(t, 'json'), folder]);
  t.is(exitCode, 0);
  const types = events.map(({ type }) => type).filter((type) => type !== 'state/restored');
  t.deepEqual(
    types.filter((type) => type !== 'step/output'),
    [
      'session/started',
      'stage/started',
      'step/started',
      'step/succeeded',
      'step/started',
      'step/succeeded',
      'checkpoint/taken',
      'step/started',
      'step/succeeded',
      'checkpoint/taken',
      'session/finished',
    ],
  );
  for (const event of events) t.regex(event.time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const output = events.flatMap((event) =>
    event.type === 'step/output' ? [[event.step, event.stream, event.text]] : [],
  );
  t.deepEqual([...output].sort(), [
    [1, 'stderr', 'err\n'],
    [1, 'stdout', 'out\n'],
  ]);
  const finished = events.at(-1)!;
  t.like(finished, { type: 'session/finished', tags: [`fixture/json-${String(process.pid)}:test`] });
  const again = await buildEvents([folder]);
  t.deepEqual(executedLines(again.events), []);
  await refrom(['build', '-q', folder]);
});

test.serial('a failure is told with step, line, exit code, checkpoint and wreck', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN echo kept > /x\nRUN echo last words; exit 9\n',
  });
  const { events, exitCode } = await buildEvents(['--checkpoint', 'every', folder]);
  t.is(exitCode, 1);
  t.like(events.at(-2), { type: 'step/failed', step: 2, line: 3, exitCode: 9, tail: ['last words'] });
  const failed = events.at(-1);
  t.like(failed, { type: 'session/failed', step: 2, line: 3, exitCode: 9, wreck: null });
  t.true(failed?.type === 'session/failed' && /^refrom\/.*:0-L2-[0-9a-f]{8}$/.test(failed.checkpoint ?? ''));
});

test.serial('quiet prints the image ID alone, the same for the same file', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo a > /a\n' });
  const first = await refrom(['build', '-q', folder]);
  const second = await refrom(['build', '-q', folder]);
  t.regex(first.stdout, /^sha256:[0-9a-f]{64}$/);
  t.is(second.stdout, first.stdout);
  t.is(first.stderr, '');
});

test.serial('--checkpoint never says at least what it saves of the disk', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox
RUN head -c 3000000 /dev/urandom > /a
RUN rm /a && echo kept > /b
`,
  });
  const flags = ['--checkpoint', 'never', '--no-cache'];
  const { events } = await buildEvents([...flags, folder]);
  const finished = events.at(-1);
  const bytes = finished?.type === 'session/finished' ? (finished.savedBytes ?? 0) : 0;
  t.true(bytes > 2_990_000 && bytes < 3_010_000, String(bytes));
  const { stderr } = await refrom(['build', ...flags, folder]);
  t.regex(
    stderr,
    /\nat least 3 MB of disk saved by --checkpoint never, against a checkpoint after each step$/,
  );
  t.is((await refrom(['build', '-q', ...flags, folder])).stderr, '');
});

test.serial('--checkpoint never leaves one layer for each stage, whatever containers it takes', async (t) => {
  const folder = await makeProject(t, {
    f: 'x',
    Dockerfile: `FROM fixture/busybox AS one
RUN head -c 3000000 /dev/urandom > /a
COPY f /f
RUN rm /a && echo kept > /b
RUN --mount=type=tmpfs,target=/t --network=none head -c 2000000 /dev/urandom > /t/x && echo c > /c
FROM one
RUN head -c 3000000 /dev/urandom > /d
COPY f /e
RUN rm /d
`,
  });
  const { events } = await buildEvents(['--checkpoint', 'never', '--no-cache', folder]);
  const finished = events.at(-1);
  if (finished?.type !== 'session/finished') {
    t.fail(JSON.stringify(finished));
    return;
  }
  const { RootFS } = await inspectImage(finished.image);
  const base = await inspectImage('fixture/busybox');
  t.is((RootFS.Layers ?? []).length, (base.RootFS.Layers ?? []).length + 2);
  t.true((finished.savedBytes ?? 0) > 5_990_000, String(finished.savedBytes));
  const again = await buildEvents(['--checkpoint', 'never', folder]);
  t.deepEqual(executedLines(again.events), []);
  const end = again.events.at(-1);
  t.is(end?.type === 'session/finished' ? end.image : undefined, finished.image);
});

test.serial('300,000 lines of output pass through in order', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN seq 1 300000\n' });
  const { stderr, exitCode } = await refrom(['build', '--no-cache', folder], { maxBuffer: 100_000_000 });
  t.is(exitCode, 0);
  const numbers = [...stderr.matchAll(/^#2 [\d.]+ (\d+)$/gm)].map((match) => Number(match[1]));
  t.is(numbers.length, 300_000);
  t.true(numbers.every((number, at) => number === at + 1));
});

test.serial('control sequences of a program do not reach the terminal, its colours do', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: String.raw`FROM fixture/busybox
RUN printf '\033[31mred\033[0m \033]0;title\007\033[2J\033]52;c;aGk=\007end\n'
`,
  });
  const { events } = await buildEvents(['--no-cache', folder]);
  const text = events.flatMap((event) => (event.type === 'step/output' ? [event.text] : [])).join('');
  t.is(text, '\u001B[31mred\u001B[0m end\n');
});
