// Which engine: --engine, else DOCKER_HOST, else the docker CLI's current context, else the default socket.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { EngineAddress } from '../docker/address.js';
import { UsageError } from '../messages/errors.js';

const defaultHost =
  process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';

export async function resolveEngineAddress(flag: string | undefined): Promise<EngineAddress> {
  const given = flag ?? nonEmpty(process.env.DOCKER_HOST);
  if (given !== undefined) return withEnvironmentTls(given);
  const name = nonEmpty(process.env.DOCKER_CONTEXT) ?? (await currentContext());
  if (name === undefined || name === 'default') return { host: defaultHost };
  return contextAddress(name);
}

const nonEmpty = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : text;

export const dockerConfigFolder = (): string =>
  nonEmpty(process.env.DOCKER_CONFIG) ?? join(homedir(), '.docker');

async function currentContext(): Promise<string | undefined> {
  const text = await readFile(join(dockerConfigFolder(), 'config.json'), 'utf8').catch(() => '{}');
  try {
    return (JSON.parse(text) as { currentContext?: string }).currentContext;
  } catch {
    return undefined;
  }
}

/** A context's folder is the SHA-256 of its name (docker CLI, context store). */
async function contextAddress(name: string): Promise<EngineAddress> {
  const id = createHash('sha256').update(name).digest('hex');
  const folder = dockerConfigFolder();
  const meta = await readFile(join(folder, 'contexts', 'meta', id, 'meta.json'), 'utf8').catch(
    () => undefined,
  );
  const endpoint = meta === undefined ? undefined : (JSON.parse(meta) as ContextMeta).Endpoints?.docker;
  if (endpoint?.Host === undefined) {
    throw new UsageError(
      `the docker context \`${name}\` does not exist`,
      'docker context ls shows those there are; --engine HOST goes past them',
    );
  }
  const tls = await readTls(join(folder, 'contexts', 'tls', id, 'docker'));
  return { host: endpoint.Host, ...(tls === undefined ? {} : { tls }) };
}

interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

async function withEnvironmentTls(host: string): Promise<EngineAddress> {
  if (nonEmpty(process.env.DOCKER_TLS_VERIFY) === undefined) return { host };
  const tls = await readTls(nonEmpty(process.env.DOCKER_CERT_PATH) ?? dockerConfigFolder());
  return { host, ...(tls === undefined ? {} : { tls }) };
}

async function readTls(folder: string): Promise<{ ca?: string; cert?: string; key?: string } | undefined> {
  const read = (name: string): Promise<string | undefined> =>
    readFile(join(folder, `${name}.pem`), 'utf8').catch(() => undefined);
  const [ca, cert, key] = await Promise.all(['ca', 'cert', 'key'].map(read));
  if (ca === undefined && cert === undefined) return undefined;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}
