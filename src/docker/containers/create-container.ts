import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import type { ContainerMount, ContainerSpec } from '../../engine/ports.js';
import type { Connection } from '../connection.js';

/** Reads commands from its standard input, which stays open as long as the container runs: see ControlShells. */
export const keepAliveCommand: readonly string[] = ['/bin/sh'];

/** The engine sets them only where nothing else is asked for. */
const enginesReadonlyPaths = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

const sharesNetwork = ({ network }: ContainerSpec): boolean => network?.startsWith('container:') === true;

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
    Entrypoint: [...(spec.shell ?? keepAliveCommand)],
    Cmd: [],
    User: '0:0',
    WorkingDir: '/',
    // One that shares another's network has that one's names.
    ...(sharesNetwork(spec) ? {} : { Hostname: 'buildkitsandbox' }),
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
      ...hostConfigOf(spec),
    },
  };
  const query = { name: spec.name, ...(spec.platform ? { platform: spec.platform } : {}) };
  const options = { _query: query, _body: body, abortSignal: signal } as ContainerCreateOptions;
  const container = await call(`create a container from ${spec.image}`, signal, () =>
    docker.createContainer(options),
  );
  return container.id;
}

function hostConfigOf(spec: ContainerSpec): HostConfig {
  const { network, extraHosts, shmSize, ulimits, mounts, isPrivileged, entersOthers } = spec;
  return {
    ...(network === undefined ? {} : { NetworkMode: network }),
    ...(extraHosts === undefined || sharesNetwork(spec) ? {} : { ExtraHosts: [...extraHosts] }),
    ...(shmSize === undefined ? {} : { ShmSize: shmSize }),
    ...(ulimits === undefined
      ? {}
      : { Ulimits: ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })) }),
    ReadonlyPaths: [...(isPrivileged ? [] : enginesReadonlyPaths), '/etc/hosts', '/etc/resolv.conf'],
    ...(mounts === undefined ? {} : { Mounts: mounts.map(toApiMount) }),
    ...(isPrivileged ? { Privileged: true } : {}),
    ...(entersOthers ? mayEnterOthers : {}),
  };
}

/**
 * Not all privileges: an engine before 23.0 starts no container with them where it lacks one itself. Where it maps
 * users, only its own may enter; and the profiles that forbid to mount are off.
 */
const mayEnterOthers: HostConfig = {
  CapAdd: ['SYS_ADMIN', 'SYS_PTRACE'],
  SecurityOpt: ['apparmor=unconfined', 'label=disable'],
  PidMode: 'host',
  UsernsMode: 'host',
};

type ApiMount = NonNullable<HostConfig['Mounts']>[number];

function toApiMount(mount: ContainerMount): ApiMount {
  const { target } = mount;
  if (mount.type === 'host') return { Type: 'bind', Source: mount.source, Target: target };
  // The types ask for what the engine does not.
  const options = { NoCopy: mount.isFilled !== true } as NonNullable<ApiMount['VolumeOptions']>;
  return { Type: 'volume', Source: mount.name, Target: target, VolumeOptions: options };
}
