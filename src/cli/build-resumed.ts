// `refrom resume --run`: the docker CLI builds the resumed file, with the flags given and on the same engine.
import process from 'node:process';
import { execa } from 'execa';
import { UsageError } from '../messages/errors.js';
import type { BuildFlags } from './build-flags.js';
import { exitStatus } from './exit-status.js';

export async function buildResumed(
  path: string,
  contextPath: string,
  flags: BuildFlags,
  engineHost: string,
): Promise<number> {
  const words = ['build', '-f', path, ...sharedFlags(flags), contextPath];
  const result = await execa('docker', words, {
    stdio: 'inherit',
    reject: false,
    env: { DOCKER_HOST: engineHost, DOCKER_BUILDKIT: '1' },
  });
  if (result.code === 'ENOENT') {
    throw new UsageError(
      '--run needs the docker CLI, which is not installed',
      `build it elsewhere: docker ${words.join(' ')}`,
    );
  }
  if (result.signal === 'SIGINT' || result.exitCode === 130) return exitStatus.interrupted;
  if (result.exitCode !== 0)
    process.stderr.write(`refrom: docker build ended with exit code ${String(result.exitCode)}\n`);
  return result.exitCode === 0 ? exitStatus.done : exitStatus.buildFailed;
}

function sharedFlags(flags: BuildFlags): string[] {
  const each = (name: string, values: readonly string[]): string[] =>
    values.flatMap((value) => [name, value]);
  return [
    ...each('-t', flags.tag),
    ...each('--build-arg', flags.buildArg),
    ...each('--label', flags.label),
    ...each('--target', flags.target === undefined ? [] : [flags.target]),
    ...each('--iidfile', flags.iidfile === undefined ? [] : [flags.iidfile]),
    ...(flags.quiet ? ['-q'] : []),
  ];
}
