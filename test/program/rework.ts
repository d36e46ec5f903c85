// Finished work is not done twice: proven by a counter outside of the containers.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { startCounter } from '../helpers/counter.js';
import {
  buildEvents,
  docker,
  endOf,
  imageName,
  makeProject,
  refrom,
  sessionContainers,
  startRefrom,
  until,
  writeIn,
} from '../helpers/refrom.js';

test.serial(
  'after the failing line is corrected, neither refrom nor a resumed docker build runs the slow one again',
  async (t) => {
    const counter = await startCounter(t);
    const file = (last: string): string => `FROM fixture/busybox
RUN ${counter.knock('slow')} && sleep 2.5 && echo slow > /slow
RUN ${counter.knock('cheap')}
RUN ${last}
`;
    const folder = await makeProject(t, { Dockerfile: file('exit 7') });
    const tag = imageName(t, 'rework');

    const failed = await refrom(['build', folder]);
    t.is(failed.exitCode, 1);
    t.regex(failed.stderr, /Dockerfile:4: RUN failed with exit code 7/);
    t.regex(failed.stderr, /refrom resume/);
    t.is(counter.count('slow'), 1);

    await writeIn(folder, 'Dockerfile', file(`${counter.knock('last')} && echo fixed > /fixed`));
    t.is((await refrom(['resume', folder])).exitCode, 0);
    await docker('build', '--no-cache', '-t', tag, '-f', join(folder, 'Dockerfile.refrom'), folder);
    t.is(await docker('run', '--rm', tag, 'cat', '/slow', '/fixed'), 'slow\nfixed');
    t.is(counter.count('slow'), 1);

    const built = await refrom(['build', '-t', tag, folder]);
    t.is(built.exitCode, 0, endOf(built.stderr));
    t.is(await docker('run', '--rm', tag, 'cat', '/slow', '/fixed'), 'slow\nfixed');
    t.is(counter.count('slow'), 1);
    t.is(counter.count('last'), 2);
  },
);

test.serial('an edit below a line re-runs nothing above it, an edit above it does', async (t) => {
  const counter = await startCounter(t);
  const file = (word: string, last: string): string =>
    `FROM fixture/busybox\nRUN ${counter.knock('first')}; echo ${word}\nCOPY data /data\nRUN ${counter.knock('second')}\nRUN ${counter.knock('third')}; echo ${last}\n`;
  const folder = await makeProject(t, { Dockerfile: file('a', 'a'), data: '1' });
  const counts = (): number[] => ['first', 'second', 'third'].map((name) => counter.count(name));
  const build = async (): Promise<void> => {
    const { exitCode, stderr } = await refrom(['build', '--checkpoint', 'every', folder]);
    t.is(exitCode, 0, endOf(stderr));
  };
  await build();
  t.deepEqual(counts(), [1, 1, 1]);
  await build();
  t.deepEqual(counts(), [1, 1, 1], 'nothing changed');
  await writeIn(folder, 'Dockerfile', file('a', 'b'));
  await build();
  t.deepEqual(counts(), [1, 1, 2], 'the last line changed');
  await writeIn(folder, 'data', '2');
  await build();
  t.deepEqual(counts(), [1, 2, 3], 'a copied file changed');
  await writeIn(folder, 'Dockerfile', file('b', 'b'));
  await build();
  t.deepEqual(counts(), [2, 3, 4], 'the first line changed');
  await writeIn(folder, 'other', 'not copied');
  await build();
  t.deepEqual(counts(), [2, 3, 4], 'a file that nobody copies');
});

test.serial('a process killed in the middle of a RUN: the next start carries on and cleans up', async (t) => {
  const counter = await startCounter(t);
  const folder = await makeProject(t, {
    Dockerfile:
      `FROM fixture/busybox\nRUN ${counter.knock('done')}\nRUN ${counter.knock('killed')}; sleep \${PAUSE:-1}; echo over > /over\n`.replace(
        'RUN ' + counter.knock('killed'),
        `ARG PAUSE\nRUN ${counter.knock('killed')}`,
      ),
  });
  const killed = startRefrom(['build', '--checkpoint', 'every', '--build-arg', 'PAUSE=600', folder]);
  await until(() => counter.count('killed') === 1);
  killed.kill('SIGKILL');
  await killed;
  const { exitCode, stderr } = await refrom([
    'build',
    '--checkpoint',
    'every',
    '--build-arg',
    'PAUSE=0',
    folder,
  ]);
  t.is(exitCode, 0, endOf(stderr));
  t.is(counter.count('done'), 1);
  t.is(counter.count('killed'), 2);
  t.deepEqual(
    (await sessionContainers()).filter((name) => name.includes(`-${String(killed.pid)}-`)),
    [],
  );
});

test.serial('Ctrl-C ends a build with 130, removes its containers and keeps its checkpoints', async (t) => {
  const counter = await startCounter(t);
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nRUN ${counter.knock('done')}\nRUN ${counter.knock('waits')}; sleep 600\n`,
  });
  const running = startRefrom(['build', '--checkpoint', 'every', folder]);
  await until(() => counter.count('waits') === 1);
  running.kill('SIGINT');
  const { exitCode } = await running;
  t.is(exitCode, 130);
  t.deepEqual(
    (await sessionContainers()).filter((name) => name.includes(`-${String(running.pid)}-`)),
    [],
  );
  const again = startRefrom(['build', '--checkpoint', 'every', folder]);
  await until(() => counter.count('waits') === 2);
  again.kill('SIGTERM');
  t.is((await again).exitCode, 130);
  t.is(counter.count('done'), 1);
});

test.serial('two sessions on one file at once both succeed', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN sleep 1; echo a > /a\nRUN echo b > /b\n',
  });
  const both = await Promise.all([refrom(['build', '-q', folder]), refrom(['build', '-q', folder])]);
  t.deepEqual(
    both.map(({ exitCode }) => exitCode),
    [0, 0],
    both[1].stderr,
  );
});

test.serial('a stage that only reused steps copied from is not executed again', async (t) => {
  const counter = await startCounter(t);
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox AS tools\nRUN ${counter.knock('tools')}; echo t > /t\nFROM fixture/busybox\nCOPY --from=tools /t /t\nRUN ${counter.knock('main')}; cat /t\n`,
  });
  const { events } = await buildEvents([folder]);
  const checkpoint = events.flatMap((event) =>
    event.type === 'checkpoint/taken' && event.image.includes(':tools-') ? [event.image] : [],
  );
  await docker('rmi', ...checkpoint);
  t.is((await refrom(['build', folder])).exitCode, 0);
  t.is(counter.count('tools'), 1);
  t.is(counter.count('main'), 1);
});

test.serial('resume --lines keeps every remaining instruction on its line', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nARG V=1\nRUN sleep 2.2; echo $V > /v\nRUN false\n',
  });
  await refrom(['build', folder]);
  t.is((await refrom(['resume', '--lines', '-o', join(folder, 'R'), folder])).exitCode, 0);
  const lines = (await readFile(join(folder, 'R'), 'utf8')).split('\n');
  t.is(lines[3], 'RUN false');
  t.regex(lines[0]!, /^FROM refrom\//);
});
