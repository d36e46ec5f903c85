// Ten Dockerfiles that break, each mended by its known patch: the seconds of instructions that are executed again
// afterwards, by refrom, by `docker build` with its cache, and by one without, as on a new machine of CI.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { execa } from 'execa';
import { withProject } from './builds.js';
import type { Row } from './row.js';
import { program } from './time-command.js';

interface Broken {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly steps: readonly string[];
  /** The line that breaks, and what mends it: the first in the place of the other. */
  readonly patch: readonly [broken: string, mended: string];
}

/** Stands for a compiler, a package manager, a download: it takes its time, and leaves files. */
const work = (seconds: number, name: string): string =>
  `RUN sleep ${String(seconds)} && head -c 300000 /dev/urandom > /${name}`;

const cases: readonly Broken[] = [
  {
    name: 'a misspelt command after the packages',
    steps: [work(6, 'packages'), 'RUN mkdri /app', work(1, 'built')],
    patch: ['RUN mkdri /app', 'RUN mkdir /app'],
  },
  {
    name: 'a missing file of the context',
    files: { 'main.c': 'int main;' },
    steps: [work(5, 'toolchain'), 'COPY main.cc /src/', work(1, 'built')],
    patch: ['COPY main.cc /src/', 'COPY main.c /src/'],
  },
  {
    name: 'a test that fails at the end',
    steps: [work(3, 'dependencies'), work(3, 'compiled'), 'RUN test -f /missing'],
    patch: ['RUN test -f /missing', 'RUN test -f /compiled'],
  },
  {
    name: 'a folder that is not there yet',
    steps: [work(2, 'one'), work(2, 'two'), 'RUN echo x > /no/such/file', work(1, 'three')],
    patch: ['RUN echo x > /no/such/file', 'RUN mkdir -p /no/such && echo x > /no/such/file'],
  },
  {
    name: 'a user without rights',
    steps: [work(5, 'base'), 'USER 1000', 'RUN echo x > /root/file', 'USER 0', work(1, 'more')],
    patch: ['RUN echo x > /root/file', 'RUN echo x > /tmp/file'],
  },
  {
    name: 'a variable that is not set',
    steps: ['ARG VERSION', work(5, 'base'), 'RUN test "$VERSION" = 3', work(1, 'more')],
    patch: ['RUN test "$VERSION" = 3', 'RUN test "${VERSION:-3}" = 3'],
  },
  {
    name: 'a shell that has no such option',
    steps: [work(5, 'base'), 'SHELL ["/bin/sh", "-euxo", "pipefial", "-c"]', work(1, 'more')],
    patch: ['SHELL ["/bin/sh", "-euxo", "pipefial", "-c"]', 'SHELL ["/bin/sh", "-eux", "-c"]'],
  },
  {
    name: 'a step in the middle of many',
    steps: [...[1, 2, 3, 4, 5, 6].map((n) => work(0.7, `part${String(n)}`)), 'RUN false', work(1, 'rest')],
    patch: ['RUN false', 'RUN true'],
  },
  {
    name: 'a download that cannot be had',
    steps: [work(5, 'packages'), 'RUN timeout 1 wget -q http://127.0.0.1:9/x', work(1, 'rest')],
    patch: ['RUN timeout 1 wget -q http://127.0.0.1:9/x', 'RUN echo x > /x'],
  },
  {
    name: 'a program of the wrong name in the last stage',
    steps: [
      work(5, 'packages'),
      'RUN cp /packages /usr/bin/tool',
      'RUN toool --version || exit 127',
      work(1, 'rest'),
    ],
    patch: ['RUN toool --version || exit 127', 'RUN test -f /usr/bin/tool'],
  },
];

interface Again {
  readonly own: number;
  readonly warm: number;
  readonly cold: number;
}

export async function rework(): Promise<Row[]> {
  const sum = { own: 0, warm: 0, cold: 0 };
  for (const broken of cases) {
    const { own, warm, cold } = await mend(broken);
    sum.own += own;
    sum.warm += warm;
    sum.cold += cold;
    const told = [own, warm, cold].map((seconds) => `${seconds.toFixed(2)} s`).join(', ');
    process.stderr.write(`  ${broken.name}: ${told} (refrom, docker build, with --no-cache)\n`);
  }
  const detail = (theirs: number): string => `${sum.own.toFixed(1)} s against ${theirs.toFixed(1)} s`;
  return [
    {
      what: 'executed again after ten repairs, docker build with its cache',
      detail: detail(sum.warm),
      value: sum.own / sum.warm,
      limit: 1,
      unit: '×',
    },
    {
      what: 'executed again after ten repairs, docker build --no-cache',
      detail: detail(sum.cold),
      value: sum.own / sum.cold,
      limit: 0.2,
      unit: '×',
    },
  ];
}

async function mend({ files = {}, steps, patch: [bad, good] }: Broken): Promise<Again> {
  // Another one for each run: nobody's cache knows it.
  const mark = `ENV MARK=${String(process.hrtime.bigint())}`;
  const text = ['FROM fixture/busybox', mark, ...steps, ''].join('\n');
  return withProject(text, async (folder) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const own = ['build', '--progress', 'json', folder];
    await execa(process.execPath, [program, ...own], { reject: false });
    await buildLikeDocker(folder);
    await writeFile(join(folder, 'Dockerfile'), text.replace(bad, good));
    const { stdout } = await execa(process.execPath, [program, ...own]);
    const warm = await buildLikeDocker(folder);
    const cold = await buildLikeDocker(folder, '--no-cache');
    return { own: executedSeconds(stdout), warm, cold };
  });
}

/** Of steps and of those that were replayed for them, as refrom tells. */
function executedSeconds(lines: string): number {
  const events = lines
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; milliseconds?: number; image?: string });
  const counted = events.filter(({ type }) => type === 'step/succeeded' || type === 'state/restored');
  const image = events.find(({ type }) => type === 'session/finished')?.image;
  if (image !== undefined) void execa('docker', ['rmi', image], { reject: false });
  return counted.reduce((all, { milliseconds = 0 }) => all + milliseconds, 0) / 1000;
}

/** Seconds of the instructions that it executed, as it tells itself; those before the first are no part of the file. */
async function buildLikeDocker(folder: string, ...flags: string[]): Promise<number> {
  const { stderr, exitCode } = await execa('docker', ['build', '--progress', 'plain', ...flags, folder], {
    reject: false,
    env: { DOCKER_BUILDKIT: '1' },
  });
  const steps = new Set([...stderr.matchAll(/^#(\d+) \[\d+\/\d+\] (?!FROM)/gm)].map(([, number]) => number));
  const done = [...stderr.matchAll(/^#(\d+) DONE ([\d.]+)s$/gm)];
  if (exitCode === 0) {
    const [, image] = /writing image (sha256:[0-9a-f]{64})/.exec(stderr) ?? [];
    if (image !== undefined) await execa('docker', ['rmi', image], { reject: false });
  }
  return done.reduce((all, [, number, seconds]) => all + (steps.has(number) ? Number(seconds) : 0), 0);
}
