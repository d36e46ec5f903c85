// Repositories behind `git daemon` on the loopback interface, which the engine's BuildKit reaches too.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface GitServer {
  /** `git://host:port` */
  readonly url: string;
  /** Runs a script in the folder of all repositories, and gives what it prints. */
  run(script: string): string;
  close(): void;
}

const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b',
  GIT_AUTHOR_DATE: '2001-02-03T04:05:06Z',
  GIT_COMMITTER_DATE: '2001-02-03T04:05:06Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

export async function startGitServer(script: string): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'refrom-repositories-'));
  const run = (lines: string): string =>
    execFileSync('bash', ['-ec', lines], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...identity },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  run(script);
  const port = await freePort();
  const words = [
    'daemon',
    '--export-all',
    `--base-path=${folder}`,
    '--listen=127.0.0.1',
    `--port=${String(port)}`,
  ];
  const daemon = spawn('git', [...words, '--reuseaddr', folder], { stdio: 'ignore', detached: true });
  await waitFor(port);
  const close = (): void => {
    // It starts a process for each request, which its group ends with it.
    if (daemon.pid !== undefined) process.kill(-daemon.pid);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `git://127.0.0.1:${String(port)}`, run, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitFor(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    await wait(50);
  }
  throw new Error('git daemon does not answer');
}
