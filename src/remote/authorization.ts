import type { Credentials } from '../engine/ports.js';

/** What docker build sends to a host: a secret of the user's, or the name and password in the URL. */
export async function authorizationFor(
  url: string,
  { readSecret }: Pick<Credentials, 'readSecret'>,
): Promise<Readonly<Record<string, string>>> {
  if (!URL.canParse(url)) return {};
  const { hostname, username, password } = new URL(url);
  const header = await readSecret(`HTTP_AUTH_HEADER_${hostname}`);
  if (header !== undefined) return { authorization: textOf(header) };
  const token = await readSecret(`HTTP_AUTH_TOKEN_${hostname}`);
  if (token !== undefined) return { authorization: `Bearer ${textOf(token)}` };
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Without the line end that files have, and headers cannot. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8').trim();
