// Which builder `docker build` would use here: its own command says so.
import process from 'node:process';
import { readInspectedBuilder, readProgram, type Builder } from '../handover/builder.js';
import { UsageError } from '../messages/errors.js';

/** A builder elsewhere may have to be asked for its state. */
const patienceMilliseconds = 20_000;

export interface BuilderFlags {
  /** The engine given by hand; the docker CLI is pointed to it too. */
  readonly engine?: string;
  readonly builder?: string;
}

/** A builder that is named and is not there is a UsageError. */
export async function findBuilder(flags: BuilderFlags): Promise<Builder> {
  const version = await ask('docker', '--version');
  const found = version === undefined ? undefined : readProgram(version.stdout);
  if (found?.program === 'podman') return { type: 'podman', program: 'docker' };
  if (found?.program === 'docker') return findDockerBuilder(flags, found.release);
  for (const program of ['podman', 'buildah'] as const)
    if ((await ask(program, '--version')) !== undefined) return { type: program, program };
  return { type: 'none' };
}

/**
 * `docker builder` goes to buildx exactly where `docker build` does, and with the same builder: that of BUILDX_BUILDER,
 * of `docker buildx use` where buildx was made the CLI's builder for good, and else the context's own.
 */
async function findDockerBuilder({ engine, builder }: BuilderFlags, release: number): Promise<Builder> {
  const host = engine === undefined ? [] : ['--host', engine];
  const named = builder ?? nonEmpty(process.env.BUILDX_BUILDER);
  const [inspected, shown] = await Promise.all([
    ask('docker', ...host, 'builder', 'inspect', ...(builder === undefined ? [] : [builder])),
    ask('docker', ...host, 'context', 'show'),
  ]);
  const read = readInspectedBuilder(inspected?.stdout ?? '');
  if (read !== undefined)
    return { type: 'buildx', ...read, context: nonEmpty(shown?.stdout.trim()) ?? 'default' };
  if (named !== undefined && (await ask('docker', 'buildx', 'version'))?.exitCode === 0)
    throw new UsageError(
      `there is no builder ${named} (${inspected?.stderr.trim() ?? ''})`,
      'docker buildx ls shows those there are',
    );
  // Since 23 the CLI has no BuildKit of its own to switch to.
  return { type: 'classic', isSwitch: release < 23 && process.env.DOCKER_BUILDKIT === undefined };
}

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** Undefined where the program is not installed. */
async function ask(
  program: string,
  ...words: string[]
): Promise<{ stdout: string; stderr: string; exitCode: number | undefined } | undefined> {
  const { execa } = await import('execa');
  const result = await execa(program, words, { reject: false, timeout: patienceMilliseconds });
  const { stdout, stderr, exitCode } = result;
  return result.code === 'ENOENT' ? undefined : { stdout, stderr, exitCode };
}
