// An engine whose disk is full: said plainly, nothing of the build is left behind, and what was kept before is still there.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import test from 'ava';
import { buildEvents, endOf, executedLines, makeProject, refrom, writeIn } from '../helpers/refrom.js';
import { canStartEngine, startSmallEngine } from '../helpers/small-engine.js';

/** Where the suite is given an engine of the user's, no second one is started beside it. */
const withSmallEngine = canStartEngine ? test.serial : test.serial.skip;

interface Overflow {
  /** Line 3 of the file; `/large` and `/huge` do not fit twice, and not once. */
  readonly line: string;
  readonly status: number;
  readonly says: RegExp;
}

const overflows: readonly Overflow[] = [
  {
    line: 'RUN head -c 36m /dev/zero > /large',
    status: 1,
    says: /Dockerfile:3: .*cannot be kept: cannot commit the container: .*no space left on device/,
  },
  {
    line: 'RUN head -c 100m /dev/zero > /huge',
    status: 1,
    says: /Dockerfile:3: RUN failed with exit code 1/,
  },
  // A thousand times as large as it looks.
  { line: 'ADD bomb.tgz /d/', status: 1, says: /"bomb.tgz" cannot be unpacked: .*no space left on device/ },
  {
    line: 'ADD --chown=3:4 bomb.tgz /d/',
    status: 1,
    says: /"bomb.tgz" cannot be unpacked: .*no space left on device/,
  },
  { line: 'COPY huge /', status: 1, says: /Dockerfile:3: .*no space left on device/ },
];

withSmallEngine('a step, a checkpoint or a copy that does not fit any more', async (t) => {
  const host = await startSmallEngine(t, 64);
  const inEngine = async (...words: string[]): Promise<string> =>
    (await execa('docker', ['--host', host, ...words])).stdout;
  await execa('sh', ['-c', 'docker save fixture/busybox | docker --host "$1" load', 'sh', host]);
  const file = (line: string): string =>
    `FROM fixture/busybox\nRUN echo kept > /kept\n${line}\nRUN echo last\n`;
  const folder = await makeProject(t, {});
  const words = ['--engine', host, '--network', 'none', '--checkpoint', 'every', folder];
  await writeFile(join(folder, 'huge'), Buffer.alloc(100_000_000));
  await execa('tar', ['-czf', join(folder, 'bomb.tgz'), '-C', folder, 'huge']);
  const before = await inEngine('images', '-q');
  for (const { line, status, says } of overflows) {
    await writeIn(folder, 'Dockerfile', file(line));
    const { exitCode, stderr } = await refrom(['build', ...words]);
    t.is(exitCode, status, endOf(stderr));
    t.regex(stderr, says);
    t.notRegex(stderr, /\n {4}at /, 'no stack trace');
    t.is(await inEngine('ps', '-a', '-q'), '', 'containers');
    const images = (await inEngine('images', '-a', '-q')).split('\n');
    t.is(images.length, before.split('\n').length + 1, 'images: one checkpoint');
  }
  await writeIn(folder, 'Dockerfile', file('RUN echo small > /small'));
  const { exitCode, events, stderr } = await buildEvents(words);
  t.is(exitCode, 0, endOf(stderr));
  t.false(executedLines(events).includes(2));
});
