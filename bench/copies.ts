// Many files, large files, and a large layer, against `docker build` on the same engine.
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { removeCheckpoints, withProject } from './builds.js';
import { median, type Row } from './row.js';
import { residentMegabytes } from './screen.js';
import { ms } from './start-up.js';
import { program } from './time-command.js';

const copyAll = 'FROM fixture/busybox\nCOPY . /all\n';

/** COPY of 10,000 small files, and of a gigabyte in 20. */
export async function copies(): Promise<Row[]> {
  return [
    ...(await copyRows('COPY of 10,000 small files', writeSmallFiles)),
    ...(await copyRows('COPY of 1 GB in 20 files', writeLargeFiles)),
  ];
}

async function copyRows(what: string, write: (folder: string) => Promise<void>): Promise<Row[]> {
  return withProject(copyAll, async (folder) => {
    await write(folder);
    const { own, theirs, peak } = await buildInTurns(folder, 3);
    return [
      {
        what,
        detail: `${ms(own)} against docker build --no-cache ${ms(theirs)}`,
        value: own / theirs,
        limit: 1,
        unit: '×',
      },
      {
        what: `${what}: memory`,
        detail: 'peak resident size of the process',
        value: peak,
        limit: 200,
        unit: 'MB',
      },
    ];
  });
}

async function writeSmallFiles(folder: string): Promise<void> {
  for (let group = 0; group < 100; group += 1) {
    const path = join(folder, `group-${String(group)}`);
    await mkdir(path);
    for (let file = 0; file < 100; file += 1)
      await writeFile(
        join(path, `file-${String(file)}`),
        `content ${String(group)} ${String(file)}\n`.repeat(20),
      );
  }
}

async function writeLargeFiles(folder: string): Promise<void> {
  const piece = randomBytes(1 << 20);
  for (let file = 0; file < 20; file += 1) {
    const content = Buffer.concat(Array.from({ length: 50 }, () => piece));
    content.writeUInt32LE(file);
    await writeFile(join(folder, `large-${String(file)}`), content);
  }
}

/** A RUN that writes a gigabyte, and the checkpoint of it. */
export async function largeLayer(): Promise<Row[]> {
  const text = 'FROM fixture/busybox\nRUN dd if=/dev/urandom of=/large bs=1M count=1024 2>/dev/null\n';
  return withProject(text, async (folder) => {
    const { own, theirs } = await buildInTurns(folder, 2);
    const detail = `${ms(own)} against docker build --no-cache ${ms(theirs)}`;
    return [{ what: 'RUN that writes 1 GB', detail, value: own / theirs, limit: 1.5, unit: '×' }];
  });
}

interface Turns {
  /** Median seconds. */
  readonly own: number;
  readonly theirs: number;
  /** Megabytes. */
  readonly peak: number;
}

/** The first turn warms the page cache. What each build made goes before the next: a gigabyte adds up. */
async function buildInTurns(folder: string, turns: number): Promise<Turns> {
  const times: { own: number[]; theirs: number[]; peaks: number[] } = { own: [], theirs: [], peaks: [] };
  for (let turn = 0; turn <= turns; turn += 1) {
    const own = await timeBuild([process.execPath, program, 'build', '-q', '--no-cache', folder]);
    await removeCheckpoints(folder);
    const theirs = await timeBuild(['docker', 'build', '-q', '--no-cache', folder]);
    await execa('docker', ['builder', 'prune', '-af']);
    if (turn === 0) continue;
    times.own.push(own.seconds);
    times.theirs.push(theirs.seconds);
    times.peaks.push(own.peak);
  }
  return { own: median(times.own), theirs: median(times.theirs), peak: Math.max(...times.peaks) };
}

async function timeBuild([command = '', ...words]: readonly string[]): Promise<{
  seconds: number;
  peak: number;
}> {
  const begun = performance.now();
  const child = execa(command, words, { env: { DOCKER_BUILDKIT: '1' } });
  let peak = 0;
  const watch = setInterval(() => {
    void residentMegabytes(child.pid ?? 0).then((size) => (peak = Math.max(peak, size)));
  }, 50);
  const { stdout } = await child.finally(() => {
    clearInterval(watch);
  });
  const seconds = (performance.now() - begun) / 1000;
  await execa('docker', ['rmi', '-f', stdout.trim()], { reject: false });
  return { seconds, peak };
}
