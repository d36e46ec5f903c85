// Deciding what can be reused, against the whole of a cached `docker build`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { withProject } from './builds.js';
import { median, type Row } from './row.js';
import { ms } from './start-up.js';
import { program } from './time-command.js';

const turns = 7;
const states = 4;
const stepCount = 50;

/** 50 steps, four values of an argument that all but one of them see: four times 49 checkpoints, and one. */
const dockerfile = [
  'FROM fixture/busybox',
  'COPY . /context',
  'ARG STATE',
  ...Array.from({ length: 12 }, (_, at) => `RUN echo ${String(at)} > /file${String(at)}`),
  ...Array.from({ length: stepCount - 15 }, (_, at) => `ENV NAME${String(at)}=$STATE`),
  '',
].join('\n');

export async function reuseDecision(): Promise<Row[]> {
  const cache = await mkdtemp(join(tmpdir(), 'refrom-bench-cache-'));
  const env = { XDG_CACHE_HOME: cache, DOCKER_BUILDKIT: '1' };
  try {
    return await withProject(dockerfile, async (folder) => {
      await writeContext(folder);
      const flags = (state: number): string[] => ['-q', '--build-arg', `STATE=${String(state)}`, folder];
      for (let state = 0; state < states; state += 1)
        await execa(process.execPath, [program, 'build', '--checkpoint', 'every', ...flags(state)], { env });
      await writeFile(join(folder, 'Dockerfile'), dockerfile.replace('ARG STATE', 'ARG STATE=3'));
      await execa('docker', ['build', '-q', folder], { env });
      const own: number[] = [];
      const theirs: number[] = [];
      let found = 0;
      for (let turn = 0; turn <= turns; turn += 1) {
        const decision = await decide(folder, env);
        const begun = performance.now();
        await execa('docker', ['build', '-q', folder], { env });
        if (turn === 0) continue;
        own.push(decision.milliseconds / 1000);
        theirs.push((performance.now() - begun) / 1000);
        found = decision.found;
      }
      const [mine, other] = [median(own), median(theirs)];
      return [
        {
          what: 'deciding what can be reused: 50 steps, 200 checkpoints, 20,000 files',
          detail: `${ms(mine)}, ${String(found)} found, against all of a cached docker build ${ms(other)}`,
          value: mine / other,
          limit: 0.5,
          unit: '×',
        },
      ];
    });
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

async function decide(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ milliseconds: number; found: number }> {
  const { stdout } = await execa(process.execPath, [resolve(import.meta.dirname, 'decide.js'), folder], {
    env,
  });
  return JSON.parse(stdout) as { milliseconds: number; found: number };
}

async function writeContext(folder: string): Promise<void> {
  await writeFile(join(folder, '.dockerignore'), 'Dockerfile\n');
  for (let group = 0; group < 200; group += 1) {
    const path = join(folder, `group-${String(group)}`);
    await mkdir(path);
    for (let file = 0; file < 100; file += 1)
      await writeFile(join(path, `file-${String(file)}`), `content ${String(group)} ${String(file)}\n`);
  }
}
