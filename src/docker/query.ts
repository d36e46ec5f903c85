// Paths in a query of the engine's API are bytes: the library's own writing of queries ends at a name that is not UTF-8.
import type Docker from 'dockerode';
import { encodeText } from '../syntax/text-bytes.js';

/** Changes how `docker` writes the `path` of a query: as bytes, `encodeText`'s. */
export function askForAnyPath(docker: Docker): void {
  const modem = docker.modem as unknown as { buildQuerystring(query: object): string };
  const build = modem.buildQuerystring.bind(modem);
  modem.buildQuerystring = (query) => {
    const { path, ...others } = query as { readonly path?: unknown };
    return typeof path === 'string' ? `${build(others)}&path=${escapeBytes(path)}` : build(query);
  };
}

const escapeBytes = (text: string): string =>
  encodeText(text)
    .toString('latin1')
    .replaceAll(/[^\w./-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
