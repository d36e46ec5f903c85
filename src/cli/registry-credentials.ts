// Credentials for pulling, from where `docker login` put them: the config file or a credential helper.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegistryCredentials } from '../docker/images/pull-image.js';
import { dockerConfigFolder } from './engine-address.js';

interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
  readonly credsStore?: string;
  readonly credHelpers?: Readonly<Record<string, string>>;
}

/** `registry` is a host as in a reference. Undefined means: ask as nobody. */
export async function findCredentials(registry: string): Promise<RegistryCredentials | undefined> {
  const text = await readFile(join(dockerConfigFolder(), 'config.json'), 'utf8').catch(() => '{}');
  const config = JSON.parse(text) as DockerConfig;
  const key = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  const helper = config.credHelpers?.[registry] ?? config.credsStore;
  return helper === undefined ? fromFile(config, key) : fromHelper(helper, key);
}

function fromFile({ auths }: DockerConfig, key: string): RegistryCredentials | undefined {
  const entry = auths?.[key];
  if (entry?.identitytoken !== undefined) return { identityToken: entry.identitytoken };
  if (entry?.auth === undefined) return undefined;
  const decoded = Buffer.from(entry.auth, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** Docker's helper protocol: the server's address in, JSON out; a name of `<token>` means an identity token. */
async function fromHelper(helper: string, key: string): Promise<RegistryCredentials | undefined> {
  const { execa } = await import('execa');
  const answer = await execa(`docker-credential-${helper}`, ['get'], { input: key, reject: false });
  if (answer.exitCode !== 0) return undefined;
  const { Username: username, Secret: secret } = JSON.parse(answer.stdout) as {
    Username: string;
    Secret: string;
  };
  return username === '<token>' ? { identityToken: secret } : { username, password: secret };
}
