// `refrom resume --run`: the builder of this machine builds the resumed file.
import process from 'node:process';
import { formatCommand, type BuildCommand } from '../handover/handover-command.js';
import { UsageError } from '../messages/errors.js';
import { exitStatus } from './exit-status.js';
import { hideSecretArguments } from './repeat-build-flags.js';

export async function buildResumed(
  { words, environment }: BuildCommand,
  signal: AbortSignal,
): Promise<number> {
  const [program = 'docker', ...rest] = words;
  const { execa } = await import('execa');
  const result = await execa(program, rest, {
    stdio: 'inherit',
    reject: false,
    env: environment,
    cancelSignal: signal,
  });
  if (result.code === 'ENOENT') {
    throw new UsageError(
      '--run needs the docker CLI, which is not installed',
      `build it elsewhere: ${formatCommand({ words: hideSecretArguments(words), environment })}`,
    );
  }
  if (result.isCanceled || result.signal === 'SIGINT' || result.exitCode === 130)
    return exitStatus.interrupted;
  if (result.exitCode !== 0)
    process.stderr.write(`refrom: ${program} build ended with exit code ${String(result.exitCode)}\n`);
  return result.exitCode === 0 ? exitStatus.done : exitStatus.buildFailed;
}
