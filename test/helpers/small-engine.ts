// A second engine whose disk is so small that a test can fill it: from the programs of the one that the preparation
// fetched, with all of its data in memory.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import type { ExecutionContext } from 'ava';
import { until } from './refrom.js';

/** The folder usr of the programs; undefined where the engine is not the preparation's, or where this is not root. */
function findPrograms(): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const cli = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'docker'))
    .find((path) => existsSync(path));
  const folder = cli === undefined ? undefined : dirname(dirname(realpathSync(cli)));
  const isOurs = process.env.DOCKER_HOST === 'unix:///run/refrom/engine.sock';
  return isOurs && folder !== undefined && existsSync(join(folder, 'sbin/dockerd')) ? folder : undefined;
}

export const canStartEngine = findPrograms() !== undefined;

/** Gives its address; it goes when the test ends. Its containers have no network. */
export const startSmallEngine = async (t: ExecutionContext, megabytes: number): Promise<string> =>
  (await startRestartableEngine(t, megabytes)).host;

export interface RestartableEngine {
  readonly host: string;
  /** Its containers end with it, as those of most engines do; what it stores stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startRestartableEngine(
  t: ExecutionContext,
  megabytes: number,
): Promise<RestartableEngine> {
  const programs = findPrograms() ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'refrom-small-engine-'));
  const data = join(folder, 'data');
  await execa('mkdir', [data]);
  await execa('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', data]);
  await writeFile(join(folder, 'daemon.json'), '{}');
  const host = `unix://${join(folder, 'engine.sock')}`;
  // The bridge is there, and not used; without one, an engine removes docker0, which may be another's.
  const flags = ['--bridge', 'refrom0', '--iptables=false', '--ip6tables=false', '--userland-proxy=false'];
  const places = ['--data-root', data, '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'pid')];
  const path = ['sbin', 'bin', 'libexec/docker'].map((each) => join(programs, each)).join(delimiter);
  let stop = (): Promise<void> => Promise.resolve();
  const start = async (): Promise<void> => {
    const engine = spawn(
      join(programs, 'sbin/dockerd'),
      ['--host', host, '--config-file', join(folder, 'daemon.json'), ...places, ...flags],
      {
        cwd: '/',
        stdio: 'ignore',
        env: { ...process.env, PATH: `${path}${delimiter}${process.env.PATH ?? ''}` },
      },
    );
    const ended = new Promise<void>((end) => {
      engine.once('exit', () => {
        end();
      });
    });
    stop = () => {
      engine.kill('SIGTERM');
      return ended;
    };
    await until(
      () => spawnSync('docker', ['--host', host, 'version'], { stdio: 'ignore' }).status === 0,
      120,
    );
  };
  t.teardown(async () => {
    await stop();
    spawnSync('umount', ['-l', data]);
    await rm(folder, { recursive: true, force: true });
  });
  await start();
  return { host, start, stop: () => stop() };
}
