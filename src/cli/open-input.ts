// Where a build's Dockerfile and its context come from: paths, or standard input for one of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { openBytes, readDockerfile } from '../context/read-dockerfile.js';
import { UsageError } from '../messages/errors.js';
import { readStandardInput } from './read-standard-input.js';

export interface BuildInput {
  /** The Dockerfile's path, as shown to the user. */
  readonly path: string;
  readonly text: string;
  /** A folder. */
  readonly context: string;
}

/**
 * As docker build has it: with `-` as the context, standard input is a Dockerfile without a context, or an archive of
 * one; with `--file -` it is the Dockerfile. Rejects with a UsageError.
 */
export async function openInput(
  contextPath: string,
  file: string | undefined,
  input: NodeJS.ReadableStream,
): Promise<BuildInput> {
  if (contextPath !== '-') {
    const path = file ?? join(contextPath, 'Dockerfile');
    if (path !== '-') return { path, text: (await readDockerfile(path)).text, context: contextPath };
    return { path: 'Dockerfile', text: await readStandardInput(input), context: contextPath };
  }
  if (file === '-') throw new UsageError('standard input cannot be both the Dockerfile and the context');
  const bytes = await buffer(input);
  const context = await mkdtemp(join(tmpdir(), 'refrom-context-'));
  process.once('exit', () => {
    rmSync(context, { recursive: true, force: true });
  });
  const flags = unpackingFlags(bytes);
  if (flags === undefined)
    return { path: 'Dockerfile', text: openBytes(bytes, 'standard input').text, context };
  await unpackInto(context, bytes, flags);
  const path = join(context, file ?? 'Dockerfile');
  return { path, text: (await readDockerfile(path)).text, context };
}

/** tar's own flags for how the archive is compressed; undefined if it is none. */
function unpackingFlags(bytes: Buffer): readonly string[] | undefined {
  const starts = (...start: number[]): boolean => bytes.subarray(0, start.length).equals(Buffer.from(start));
  if (starts(0x1f, 0x8b)) return ['--gzip'];
  if (starts(0x42, 0x5a, 0x68)) return ['--bzip2'];
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)) return ['--xz'];
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return ['--zstd'];
  return bytes.subarray(257, 262).toString('latin1') === 'ustar' ? [] : undefined;
}

async function unpackInto(folder: string, bytes: Buffer, flags: readonly string[]): Promise<void> {
  const tar = spawn('tar', ['-x', ...flags, '-p', '-f', '-', '-C', folder], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const complaint = buffer(tar.stderr);
  const exit = once(tar, 'close') as Promise<[number]>;
  // When tar ends early, what it says is more than that it does not read on.
  tar.stdin.on('error', () => undefined);
  tar.stdin.end(bytes);
  const [status] = await exit.catch((cause: unknown) => {
    throw new UsageError('an archive on standard input is unpacked by tar, which is not there', undefined, {
      cause,
    });
  });
  if (status === 0) return;
  const reason = (await complaint).toString().trim().split('\n')[0] ?? '';
  throw new UsageError(`the archive on standard input cannot be unpacked: ${reason}`);
}
