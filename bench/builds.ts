// Builds against `docker build` on the same engine.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Row } from './row.js';
import { ms } from './start-up.js';
import { program, timeSideBySide } from './time-command.js';

const node = process.execPath;

/** A folder for the time of a measurement; images made of it go with it. */
export async function withProject<Result>(
  dockerfile: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-bench-'));
  await writeFile(join(folder, 'Dockerfile'), dockerfile);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await removeCheckpoints(folder);
  }
}

export async function removeCheckpoints(folder: string): Promise<void> {
  const name = `refrom/${folder.split('/').at(-1)?.toLowerCase() ?? ''}`;
  const { stdout } = await execa('docker', ['images', '-q', name]);
  const ids = [...new Set(stdout.split('\n').filter((id) => id !== ''))];
  if (ids.length > 0) await execa('docker', ['rmi', '-f', ...ids], { reject: false });
}

const steps = Array.from({ length: 20 }, (_, at) => `RUN echo ${String(at)} > /file${String(at)}`);
const twentySteps = ['FROM fixture/busybox', ...steps, ''].join('\n');

/** 20 trivial RUNs to the end, nothing reused. */
export async function trivialSteps(): Promise<Row[]> {
  return withProject(twentySteps, async (folder) => {
    const own = [node, program, 'build', '-q', '--no-cache'] as const;
    const [auto = 0, every = 0, docker = 1] = await timeSideBySide(
      [
        [...own, folder],
        [...own, '--checkpoint', 'every', folder],
        ['docker', 'build', '-q', '--no-cache', folder],
      ],
      5,
    );
    const against = `docker build --no-cache ${ms(docker)}`;
    return [
      {
        what: '20 trivial RUNs, auto',
        detail: `${ms(auto)} against ${against}`,
        value: auto / docker,
        limit: 0.5,
        unit: '×',
      },
      {
        what: '20 trivial RUNs, every',
        detail: `${ms(every)} against ${against}`,
        value: every / docker,
        limit: 1.3,
        unit: '×',
      },
    ];
  });
}

/** The same file again: every step reused. */
export async function cachedBuild(): Promise<Row[]> {
  return withProject(twentySteps, async (folder) => {
    const [own = 0, docker = 1] = await timeSideBySide(
      [
        [node, program, 'build', '-q', folder],
        ['docker', 'build', '-q', folder],
      ],
      9,
    );
    const detail = `${ms(own)} against docker build ${ms(docker)}`;
    return [{ what: 'everything reused', detail, value: own / docker, limit: 1.5, unit: '×' }];
  });
}
