import type { AuthConfig } from 'dockerode';
import type { Connection } from '../connection.js';
import { awaitMessages } from '../messages-stream.js';
import { registryOf, splitReference } from './split-reference.js';

export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
  /** Instead of a password, where the registry gave one. */
  readonly identityToken?: string;
}

/** `registry` is a host as in a reference, `docker.io` for Docker Hub. */
export type FindCredentials = (registry: string) => Promise<RegistryCredentials | undefined>;

export interface Pull {
  readonly reference: string;
  readonly platform: string | undefined;
  readonly findCredentials: FindCredentials | undefined;
  readonly signal: AbortSignal | undefined;
}

export async function pullImage({ docker, call }: Connection, pull: Pull): Promise<void> {
  const { reference, platform, findCredentials, signal } = pull;
  const { name, suffix } = splitReference(reference);
  const registry = registryOf(reference);
  const credentials = await findCredentials?.(registry);
  const operation = `pull ${reference}`;
  await call(operation, signal, async () => {
    const options = { fromImage: name, tag: suffix, ...(platform ? { platform } : {}), abortSignal: signal };
    const answer = await docker.createImage(toAuthConfig(registry, credentials), options);
    await awaitMessages(answer, operation);
  });
}

export function toAuthConfig(
  registry: string,
  credentials: RegistryCredentials | undefined,
): AuthConfig | undefined {
  if (!credentials) return undefined;
  // Docker Hub goes by its old address where logins are concerned.
  const serveraddress = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  const { username, password, identityToken } = credentials;
  return { username, password, serveraddress, identitytoken: identityToken };
}
