// --secret and --ssh, as docker build takes them.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import type { Credentials } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import { openAgentRelay } from './agent-relay.js';
import { readMountFields } from '../syntax/values/mount-fields.js';

/** BuildKit's limit: a secret is no way to bring files along. */
const largestSecret = 500 * 1024;

type ReadSecret = () => Promise<Uint8Array>;

/** What is wrong with a flag is a UsageError at once; a file that cannot be read, when a RUN asks for it. */
export function readCredentials(
  flags: { readonly secret: readonly string[]; readonly ssh: readonly string[] },
  isLocal: boolean,
): Credentials {
  const secrets = new Map(flags.secret.map(parseSecret));
  const agents = new Map(flags.ssh.map(parseAgent));
  if (agents.size > 0 && !isLocal)
    throw new UsageError(
      '--ssh: the engine is on another machine, where the agent of this one cannot be reached',
    );
  return {
    readSecret: async (id) => secrets.get(id)?.(),
    openAgent: async (id) => {
      const socket = agents.get(id);
      return socket === undefined ? undefined : openAgentRelay(socket);
    },
  };
}

/** Those that can be read now. */
export async function readSecrets(
  flags: readonly string[],
): Promise<readonly { readonly id: string; readonly content: Uint8Array }[]> {
  const read = await Promise.all(
    flags.map(parseSecret).map(async ([id, readSecret]) => {
      const content = await readSecret().catch(() => undefined);
      return content === undefined ? [] : [{ id, content }];
    }),
  );
  return read.flat();
}

function parseSecret(flag: string): readonly [string, ReadSecret] {
  const fields = new Map((readMountFields(flag) ?? []).map(({ key, value }) => [key, value ?? '']));
  const unknown = [...fields.keys()].find((key) => !['id', 'src', 'source', 'env', 'type'].includes(key));
  if (unknown !== undefined) throw wrongSecret(flag, `there is no field \`${unknown}\``);
  const type = fields.get('type') ?? '';
  if (!['', 'file', 'env'].includes(type)) throw wrongSecret(flag, 'its type is `file` or `env`');
  const source = fields.get('src') ?? fields.get('source');
  const variable = fields.get('env') ?? (type === 'env' ? source : undefined);
  const id = fields.get('id') ?? (source === undefined ? '' : basename(source));
  if (id === '') throw wrongSecret(flag, 'it has no `id`');
  if (variable !== undefined) return [id, () => readVariable(id, variable)];
  // Without a source: the variable of that name, if there is one (docker build).
  if (source === undefined && process.env[id] !== undefined) return [id, () => readVariable(id, id)];
  return [id, () => readSecretFile(id, source ?? id)];
}

const wrongSecret = (flag: string, reason: string): UsageError =>
  new UsageError(
    `--secret ${flag}: ${reason}`,
    'write --secret id=NAME,src=FILE or --secret id=NAME,env=VARIABLE',
  );

function readVariable(id: string, name: string): Promise<Uint8Array> {
  const value = process.env[name];
  if (value === undefined)
    return Promise.reject(new UsageError(`--secret ${id}: the environment has no variable ${name}`));
  return Promise.resolve(Buffer.from(value));
}

async function readSecretFile(id: string, path: string): Promise<Uint8Array> {
  const content = await readFile(path).catch((cause: unknown) => {
    throw new UsageError(`--secret ${id}: ${path} cannot be read`, undefined, { cause });
  });
  if (content.length > largestSecret)
    throw new UsageError(`--secret ${id}: ${path} is larger than 500 KB, the most a secret may be`);
  return content;
}

/** `default`, `name` or `name=socket`. */
function parseAgent(flag: string): readonly [string, string] {
  const [id = '', socket = process.env.SSH_AUTH_SOCK] = flag.split('=', 2);
  if (id === '') throw new UsageError(`--ssh ${flag}: expected default or NAME=SOCKET`);
  if (socket === undefined || socket === '') {
    const hint = 'start one: eval $(ssh-agent) && ssh-add';
    throw new UsageError(`--ssh ${flag}: there is no agent, as SSH_AUTH_SOCK is not set`, hint);
  }
  return [id, socket];
}
