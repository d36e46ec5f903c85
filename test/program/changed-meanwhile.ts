// Files of the context that are edited while a build runs.
import { randomUUID } from 'node:crypto';
import test from 'ava';
import { startCounter } from '../helpers/counter.js';
import { endOf, makeProject, refrom, startRefrom, until, writeIn } from '../helpers/refrom.js';

test('what a COPY made of files that were edited under the build is not taken for what they were', async (t) => {
  const counter = await startCounter(t);
  const mark = randomUUID();
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nRUN ${counter.wait('edit')}; : ${mark}\nCOPY app /app\nRUN cat /app\n`,
    app: `old ${mark}\n`,
  });
  const first = startRefrom(['build', '--checkpoint', 'every', folder]);
  await until(() => counter.count('edit') === 1, 120);
  await writeIn(folder, 'app', `new ${mark}\n`);
  counter.letGo('edit');
  const { exitCode, stderr } = await first;
  t.is(exitCode, 0, endOf(String(stderr)));
  t.true(String(stderr).includes(`new ${mark}`));
  t.regex(String(stderr), /COPY on line 3 read files that have changed .* is not reused later/);
  await writeIn(folder, 'app', `old ${mark}\n`);
  const again = await refrom(['build', '--checkpoint', 'every', '--why', folder]);
  t.is(again.exitCode, 0, endOf(again.stderr));
  t.regex(again.stderr, new RegExp(`^#4 [\\d.]+ old ${mark}$`, 'm'));
  t.true(again.stderr.includes('#3 because files: changed app\n'), endOf(again.stderr));
  t.true(again.stderr.includes('#4 because it follows line 3, which makes something else\n'));
  t.false(again.stderr.includes('have changed'));
  t.is(counter.count('edit'), 1, 'what stands before it is reused');
});
