// A real engine for tests of src/docker: containers and images that are gone when the test ends.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ExecutionContext } from 'ava';
import { connectEngine } from '../../src/docker/connect.js';
import type { Execution } from '../../src/engine/ports.js';

export const host = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
export const busybox = 'fixture/busybox:latest';
export const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const engine = connectEngine({ host });

let count = 0;
export const uniqueName = (): string => `refrom-test-docker-${process.pid}-${(count += 1)}`;

/** Created, not started. */
export async function makeContainer(t: ExecutionContext, image = busybox): Promise<string> {
  const id = await engine.containers.create({ name: uniqueName(), image });
  t.teardown(() => engine.containers.remove(id));
  return id;
}

export async function startContainer(t: ExecutionContext, image = busybox): Promise<string> {
  const id = await makeContainer(t, image);
  await engine.containers.start(id);
  return id;
}

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell script in the container, or what `execution` says instead. */
export async function run(
  container: string,
  script: string,
  execution: Partial<Execution> = {},
  signal?: AbortSignal,
): Promise<Finished> {
  const output = { stdout: '', stderr: '' };
  const exitCode = await engine.containers.execute(
    container,
    {
      command: ['/bin/sh', '-c', script],
      environment: [path],
      workingDirectory: '/',
      user: '',
      ...execution,
    },
    (stream, chunk) => (output[stream] += Buffer.from(chunk).toString()),
    signal,
  );
  return { exitCode, ...output };
}

/** `docker build`, with BuildKit, of a Dockerfile without a context; gives the tag. */
export async function buildImage(t: Pick<ExecutionContext, 'teardown'>, dockerfile: string): Promise<string> {
  const tag = `${uniqueName()}:latest`;
  const building = docker('build', '--no-cache', '--network', 'none', '--quiet', '--tag', tag, '-');
  building.child.stdin?.end(dockerfile);
  await building;
  t.teardown(() => engine.images.remove(tag));
  return tag;
}

export const docker = (...words: string[]) =>
  promisify(execFile)('docker', words, {
    env: { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '1' },
    maxBuffer: 1 << 28,
  });
