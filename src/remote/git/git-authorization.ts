import type { Credentials } from '../../engine/ports.js';

/** Secrets that docker build gives to git over HTTP, as a setting of git for this host alone. */
export async function gitAuthorization(
  remote: string,
  { readSecret }: Pick<Credentials, 'readSecret'>,
): Promise<readonly (readonly [string, string])[]> {
  if (!/^https?:/.test(remote) || !URL.canParse(remote)) return [];
  const { host, origin } = new URL(remote);
  for (const id of [
    `GIT_AUTH_HEADER.${host}`,
    `GIT_AUTH_TOKEN.${host}`,
    'GIT_AUTH_HEADER',
    'GIT_AUTH_TOKEN',
  ]) {
    const secret = await readSecret(id);
    if (secret === undefined) continue;
    const text = Buffer.from(secret).toString('utf8');
    const pair = Buffer.from(`x-access-token:${text}`).toString('base64');
    const value = id.startsWith('GIT_AUTH_TOKEN') ? `basic ${pair}` : text;
    return [[`http.${origin}/.extraheader`, `Authorization: ${value}`]];
  }
  return [];
}
