import type { Credentials, Remotes } from '../engine/ports.js';
import { refuseRemote } from './refuse-remote.js';
import { createUrlReader } from './url-reader.js';

/** Secrets named `HTTP_AUTH_TOKEN_<host>` and their like are sent along, as docker build does. */
export function createRemotes(credentials: Pick<Credentials, 'readSecret'>): Remotes {
  const urls = createUrlReader(credentials);
  return {
    digest: (source, signal) => (source.type === 'url' ? urls.digest(source, signal) : refuseGit()),
    open: (source, _flags, signal) => (source.type === 'url' ? urls.open(source, signal) : refuseGit()),
  };
}

const refuseGit = (): never => {
  throw refuseRemote('repositories are not executed yet');
};
