// Many files, large files, and a large layer, against `docker build` on the same engine.
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { withProject } from './builds.js';
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
  const byHand = (folder: string): readonly (readonly string[])[] => [
    ['create', '--name', containerByHand, 'fixture/busybox'],
    ['cp', `${folder}/.`, `${containerByHand}:/all`],
    ['commit', containerByHand],
  ];
  const { own, theirs, hand, peak } = await buildInTurns(copyAll, { turns: 3, write, byHand });
  return [
    {
      what,
      detail: describeTimes(own, theirs, hand),
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
  const command = 'dd if=/dev/urandom of=/large bs=1M count=1024 2>/dev/null';
  const text = `FROM fixture/busybox\nRUN ${command}\n`;
  const byHand = (): readonly (readonly string[])[] => [
    ['run', '--name', containerByHand, 'fixture/busybox', 'sh', '-c', command],
    ['commit', containerByHand],
  ];
  const { own, theirs, hand } = await buildInTurns(text, { turns: 2, byHand });
  const detail = describeTimes(own, theirs, hand);
  return [{ what: 'RUN that writes 1 GB', detail, value: own / theirs, limit: 1.5, unit: '×' }];
}

/** By hand is what the engine alone takes for whoever makes a layer through its API, as all but its own builder must. */
const describeTimes = (own: number, theirs: number, hand: number): string =>
  `${ms(own)} against docker build --no-cache ${ms(theirs)}; by hand, with docker commit, ${ms(hand)}`;

const containerByHand = 'refrom-bench-by-hand';

interface Turns {
  /** Median seconds. */
  readonly own: number;
  readonly theirs: number;
  readonly hand: number;
  /** Megabytes. */
  readonly peak: number;
}

interface Competition {
  readonly turns: number;
  readonly write?: (folder: string) => Promise<void>;
  /** The docker commands that do the same, in the folder; the last prints the image. */
  readonly byHand: (folder: string) => readonly (readonly string[])[];
}

interface Timed {
  readonly seconds: number;
  readonly peak: number;
  readonly image: string;
}

/**
 * The first turn warms up. Each has a folder of its own, which neither has seen, and nothing is removed before the last
 * turn is over: file systems look at the files that were just removed each time that they make one (ext4 for five
 * minutes), and after 20,000 of them whoever comes next takes twice as long.
 */
async function buildInTurns(dockerfile: string, { turns, write, byHand }: Competition): Promise<Turns> {
  const timed: { own: Timed; theirs: Timed; hand: Timed }[] = [];
  const takeTurn = (): Promise<void> =>
    withProject(dockerfile, async (folder) => {
      await write?.(folder);
      // Files that were written a moment ago are read twice, as they could be written again without a trace.
      await wait(3000);
      await settleDisk();
      const own = await timeBuild([process.execPath, program, 'build', '-q', '--no-cache', folder]);
      await settleDisk();
      const theirs = await timeBuild(['docker', 'build', '-q', '--no-cache', folder]);
      await settleDisk();
      const hand = await timeAll(byHand(folder).map((words) => ['docker', ...words]));
      await execa('docker', ['rm', containerByHand]);
      timed.push({ own, theirs, hand });
      if (timed.length <= turns) await takeTurn();
    });
  await takeTurn();
  await execa(
    'docker',
    ['rmi', '-f', ...timed.flatMap(({ own, theirs, hand }) => [own, theirs, hand].map(({ image }) => image))],
    {
      reject: false,
    },
  );
  await execa('docker', ['builder', 'prune', '-af']);
  const counted = timed.slice(1);
  return {
    own: median(counted.map(({ own }) => own.seconds)),
    theirs: median(counted.map(({ theirs }) => theirs.seconds)),
    hand: median(counted.map(({ hand }) => hand.seconds)),
    peak: Math.max(...counted.map(({ own }) => own.peak)),
  };
}

/** What one has still to write to the disk would be written in the time of the next. */
const settleDisk = (): Promise<unknown> => execa('sync');

/** One after the other. */
async function timeAll(commands: readonly (readonly string[])[]): Promise<Timed> {
  const timed: Timed[] = [];
  for (const command of commands) timed.push(await timeBuild(command));
  const seconds = timed.reduce((sum, each) => sum + each.seconds, 0);
  return { seconds, peak: 0, image: timed.at(-1)?.image ?? '' };
}

async function timeBuild([command = '', ...words]: readonly string[]): Promise<Timed> {
  const begun = performance.now();
  const child = execa(command, words, { env: { DOCKER_BUILDKIT: '1' } });
  let peak = 0;
  const watch = setInterval(() => {
    void residentMegabytes(child.pid ?? 0).then((size) => (peak = Math.max(peak, size)));
  }, 50);
  const { stdout } = await child.finally(() => {
    clearInterval(watch);
  });
  return { seconds: (performance.now() - begun) / 1000, peak, image: stdout.trim() };
}
