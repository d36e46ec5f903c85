// --network, --add-host, --shm-size and --ulimit, as docker build takes them.
import type { ContainerSettings } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import { readSize } from '../syntax/values/scalars.js';
import type { BuildFlags } from './build-flags.js';

export type ContainerFlags = Pick<BuildFlags, 'network' | 'addHost' | 'shmSize' | 'ulimit'>;

export function readContainerSettings({
  network,
  addHost,
  shmSize,
  ulimit,
}: ContainerFlags): ContainerSettings {
  return {
    ...(network === undefined || network === 'default' ? {} : { network }),
    ...(addHost.length === 0 ? {} : { extraHosts: addHost.map(readHost) }),
    ...(shmSize === undefined ? {} : { shmSize: readBytes(shmSize) }),
    ...(ulimit.length === 0 ? {} : { ulimits: ulimit.map(readLimit) }),
  };
}

/** `name:address` or `name=address`; the engine takes the first form. */
function readHost(text: string): string {
  const [, name, address] = /^([^:=]+)[:=](.+)$/.exec(text) ?? [];
  if (name === undefined || address === undefined)
    throw new UsageError(`--add-host ${text}: expected name:address`);
  return `${name}:${address.replace(/^\[(.*)\]$/, '$1')}`;
}

function readBytes(text: string): number {
  const bytes = readSize(text);
  if (bytes === undefined) throw new UsageError(`--shm-size ${text}: expected a size like 64m`);
  return bytes;
}

/** `name=soft[:hard]` */
function readLimit(text: string): { name: string; soft: number; hard: number } {
  const [, name, soft, hard] = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
  if (name === undefined)
    throw new UsageError(`--ulimit ${text}: expected name=soft[:hard], such as nofile=1024:2048`);
  return { name, soft: Number(soft), hard: Number(hard ?? soft) };
}
