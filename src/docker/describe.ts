import type { EngineDescription } from '../engine/ports.js';
import type { Connection } from './connection.js';

/** What the engine tells of itself, as far as it is read here. */
interface EngineAnswers {
  readonly version: {
    Version: string;
    ApiVersion: string;
    Os: string;
    Arch: string;
    Components?: readonly { Name: string }[];
  };
  readonly info: {
    Architecture?: string;
    DockerRootDir?: string;
    DriverStatus?: readonly (readonly [string, string])[];
  };
}

export async function describeEngine(
  { docker, call }: Connection,
  signal?: AbortSignal,
): Promise<EngineDescription> {
  const [version, info] = await call('ask the engine about itself', signal, () =>
    Promise.all([
      docker.version() as Promise<unknown> as Promise<EngineAnswers['version']>,
      docker.info() as Promise<EngineAnswers['info']>,
    ]),
  );
  return {
    version: version.Version,
    apiVersion: version.ApiVersion,
    store: usesContainerd(info) ? 'containerd' : 'graph',
    platform: toPlatform({ version, info }),
    dataFolder: info.DockerRootDir ?? '',
    ...(isPodman(version) ? { isPodman: true } : {}),
  };
}

function usesContainerd(info: EngineAnswers['info']): boolean {
  return (info.DriverStatus ?? []).some(([, value]) => value === 'io.containerd.snapshotter.v1');
}

function isPodman({ Components = [] }: EngineAnswers['version']): boolean {
  return Components.some(({ Name }) => Name.startsWith('Podman'));
}

/** Only 32-bit ARM has variants that matter: the kernel tells them, as in `armv7l`. */
function toPlatform({ version, info }: EngineAnswers): string {
  const variant = version.Arch === 'arm' && /^arm(v\d)/.exec(info.Architecture ?? '')?.[1];
  return [version.Os, version.Arch, ...(variant ? [variant] : [])].join('/');
}
