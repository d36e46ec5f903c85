import type { ContainerCreateOptions } from 'dockerode';
import type { ContainerSpec } from '../../engine/ports.js';
import type { Connection } from '../connection.js';

/** Reads commands from its standard input, which stays open as long as the container runs: see ControlShells. */
export const keepAliveCommand = ['/bin/sh'];

/**
 * A container in which commands find what they find in `docker build`: the same host name, capabilities and
 * network. It has no labels and no Cmd, because a commit would put them into the image.
 */
export async function createContainer(
  { docker, call }: Connection,
  spec: ContainerSpec,
  signal?: AbortSignal,
): Promise<string> {
  const body: ContainerCreateOptions = {
    Image: spec.image,
    Entrypoint: keepAliveCommand,
    Cmd: [],
    User: '0:0',
    WorkingDir: '/',
    Hostname: 'buildkitsandbox',
    // Else the probes of the image's health check would run beside the steps.
    Healthcheck: { Test: ['NONE'] },
    Tty: false,
    OpenStdin: true,
    // False keeps standard input open when a connection to it ends: a session that comes back can attach again.
    StdinOnce: false,
    HostConfig: {
      // Nobody reads the log: output comes over the connection of each command.
      LogConfig: { Type: 'none', Config: {} },
      RestartPolicy: { Name: 'no' },
    },
  };
  const query = { name: spec.name, ...(spec.platform ? { platform: spec.platform } : {}) };
  const options = { _query: query, _body: body, abortSignal: signal } as ContainerCreateOptions;
  const container = await call(`create a container from ${spec.image}`, signal, () =>
    docker.createContainer(options),
  );
  return container.id;
}
