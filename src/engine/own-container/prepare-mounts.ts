// What the mounts of a RUN need before its container exists: volumes with the files in them, secrets, sockets.
import { EngineError } from '../../messages/errors.js';
import type { BindMount, CacheMount, RunMount, SecretMount, SshMount } from '../../plan/mounts/mount.js';
import type { ContainerMount, OpenAgent } from '../ports.js';
import type { Workbench } from '../workbench.js';
import { content, fillVolume, type Fill } from './fill-volume.js';
import { staging, type Attachment } from './mount-script.js';
import { nameCache } from './name-cache.js';

export interface PreparedMounts {
  /** For the container, at its creation. */
  readonly mounts: readonly ContainerMount[];
  /** For the helper, once it runs. */
  readonly attachments: readonly Attachment[];
  /** `NAME=value` */
  readonly variables: readonly string[];
}

export async function prepareMounts(
  workbench: Workbench,
  mounts: readonly RunMount[],
  fill: Fill,
  signal: AbortSignal,
): Promise<PreparedMounts> {
  const prepared: PreparedMounts[] = [];
  for (const [number, mount] of mounts.entries())
    prepared.push(await prepareMount(workbench, { mount, place: String(number), fill }, signal));
  const sockets = mounts.filter((mount) => mount.type === 'ssh');
  return {
    mounts: prepared.flatMap((each) => each.mounts),
    attachments: prepared.flatMap((each) => each.attachments),
    variables: [
      ...prepared.flatMap((each) => each.variables),
      // Set even where the agent is optional and missing (BuildKit).
      ...sockets.slice(0, 1).map(({ target }) => `SSH_AUTH_SOCK=${target}`),
    ],
  };
}

const nothing: PreparedMounts = { mounts: [], attachments: [], variables: [] };

interface MountOrder<Mount = RunMount> {
  readonly mount: Mount;
  /** The folder below the staging folder where the volume lies until it is attached. */
  readonly place: string;
  readonly fill: Fill;
}

function prepareMount(workbench: Workbench, order: MountOrder, signal: AbortSignal): Promise<PreparedMounts> {
  const { mount } = order;
  switch (mount.type) {
    case 'bind':
      return prepareBind(workbench, { ...order, mount }, signal);
    case 'cache':
      return prepareCache(workbench, { ...order, mount }, signal);
    case 'tmpfs':
      return Promise.resolve({ ...nothing, attachments: [mount] });
    case 'secret':
      return prepareSecret(workbench, mount);
    case 'ssh':
      return prepareAgent(workbench, mount, order.place);
  }
}

async function prepareBind(
  workbench: Workbench,
  { mount, place, fill }: MountOrder<BindMount>,
  signal: AbortSignal,
): Promise<PreparedMounts> {
  const name = `${workbench.settings.containerPrefix}volume${String((workbench.nextContainer += 1))}`;
  workbench.volumes.add(name);
  const { from, source, target, readOnly } = mount;
  await fillVolume(workbench, { name, from, source, fill }, signal);
  return {
    ...nothing,
    mounts: [{ type: 'volume', name, target: `${staging}/${place}` }],
    attachments: [{ type: 'bind', source: `${staging}/${place}/${content}`, target, readOnly }],
  };
}

/**
 * Of BuildKit's caches nobody else can see anything: these are volumes of our own. The builder's umask holds for the
 * folder of a new one.
 */
async function prepareCache(
  workbench: Workbench,
  { mount, place }: MountOrder<CacheMount>,
  signal: AbortSignal,
): Promise<PreparedMounts> {
  const { id, sharing, from, source, target, readOnly, mode: asked, uid = 0, gid = 0 } = mount;
  const mode = (asked ?? 0o755) & ~0o022;
  const name = await nameCache(workbench, mount, signal);
  const origin = from === undefined ? {} : { origin: { from, source } };
  const cache = { id, sharing, volume: name, place, instance: 1, ...origin, target, readOnly };
  return {
    ...nothing,
    mounts: [{ type: 'volume', name, target: `${staging}/${place}` }],
    attachments: [{ type: 'cache', ...cache, mode, uid, gid }],
  };
}

async function prepareSecret(workbench: Workbench, mount: SecretMount): Promise<PreparedMounts> {
  const { id, target, variable, required, mode = 0o400, uid = 0, gid = 0 } = mount;
  const secret = await workbench.ports.credentials.readSecret(id);
  if (secret === undefined) {
    // The variable is there all the same (BuildKit).
    if (!required) return { ...nothing, variables: variable === undefined ? [] : [`${variable}=`] };
    throw missing(`the secret \`${id}\` is required and was not given`, `add --secret id=${id},src=FILE`);
  }
  return {
    ...nothing,
    attachments: target === undefined ? [] : [{ type: 'secret', target, content: secret, mode, uid, gid }],
    variables: variable === undefined ? [] : [`${variable}=${Buffer.from(secret).toString('utf8')}`],
  };
}

async function prepareAgent(workbench: Workbench, mount: SshMount, place: string): Promise<PreparedMounts> {
  const { id, target, required, mode = 0o600, uid = 0, gid = 0 } = mount;
  const agent = await openAgent(workbench, id, JSON.stringify([id, mode, uid, gid]));
  if (agent === undefined) {
    if (!required) return nothing;
    throw missing(`the agent \`${id}\` is required and was not given`, `add --ssh ${id}`);
  }
  const source = `${staging}/${place}`;
  return {
    ...nothing,
    mounts: [{ type: 'host', source: agent.path, target: source }],
    attachments: [{ type: 'socket', source, target, mode, uid, gid }],
  };
}

/** One for all mounts with the same owner and mode. */
function openAgent({ agents, ports }: Workbench, id: string, kind: string): Promise<OpenAgent | undefined> {
  const open = agents.get(kind) ?? ports.credentials.openAgent(id);
  agents.set(kind, open);
  return open;
}

const missing = (message: string, hint: string): EngineError =>
  new EngineError('prepare the mounts', 'not-found', message, { hint });
