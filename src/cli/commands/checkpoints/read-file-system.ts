// The files and packages of an image, through a container of it.
import { readState, type FileSystemState } from '../../../checkpoints/diff/read-state.js';
import { findRpm, readRpm, rpmCommand } from '../../../checkpoints/diff/packages/read-rpm.js';
import type { ConnectedEngine } from '../../../docker/connect.js';
import { filesOf } from '../../../engine/copy/container-files.js';
import { leaveOutStubs } from '../../../engine/copy/leave-out-stubs.js';
import type { StoredImage } from '../../../engine/ports.js';
import { EngineError } from '../../../messages/errors.js';
import { defaultPath } from '../../../plan/image-config.js';
import type { Temporaries } from './temporaries.js';

export async function readFileSystem(
  { containers }: Pick<ConnectedEngine, 'containers'>,
  image: StoredImage,
  temporaries: Temporaries,
  signal: AbortSignal,
): Promise<FileSystemState> {
  const container = await temporaries.createContainer(image);
  const state = await readState(leaveOutStubs(filesOf(containers, container, signal)).read('/'));
  const rpm = findRpm(state.files);
  if (rpm === undefined) return state;
  const answer = rpm.isReadable
    ? await askRpm(containers, container, signal)
    : 'the image has no /usr/bin/rpm to read its database';
  return typeof answer === 'string'
    ? { ...state, notes: [...state.notes, `packages of rpm are not read: ${answer}`] }
    : { ...state, packages: [...state.packages, ...answer] };
}

/** More than this is no list of packages. */
const longestAnswer = 16 << 20;

/** The packages, or why there are none. The container is not to be read any more: it was started. */
async function askRpm(
  containers: ConnectedEngine['containers'],
  container: string,
  signal: AbortSignal,
): Promise<ReturnType<typeof readRpm> | string> {
  const output: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const execution = {
    command: rpmCommand,
    environment: [`PATH=${defaultPath}`, 'LC_ALL=C'],
    workingDirectory: '/',
    user: '',
  };
  try {
    await containers.start(container, signal);
    const exitCode = await containers.execute(
      container,
      execution,
      (stream, chunk) => {
        if (output[stream].length < longestAnswer)
          output[stream] += decoders[stream].decode(chunk, { stream: true });
      },
      signal,
    );
    return exitCode === 0
      ? readRpm(output.stdout)
      : `rpm failed with exit code ${String(exitCode)}: ${output.stderr.trim().split('\n').at(-1) ?? ''}`;
  } catch (error) {
    if (error instanceof EngineError && error.failure !== 'lost' && error.failure !== 'unreachable')
      return error.message;
    throw error;
  }
}
