import type { Credentials, Remotes } from '../engine/ports.js';
import { createGitReader, type MakeFolder } from './git/git-reader.js';
import { createUrlReader } from './url-reader.js';

/** Secrets named `HTTP_AUTH_TOKEN_<host>`, `GIT_AUTH_TOKEN` and their like are sent along, as docker build does. */
export function createRemotes(credentials: Pick<Credentials, 'readSecret'>, makeFolder: MakeFolder): Remotes {
  const urls = createUrlReader(credentials);
  const repositories = createGitReader(credentials, makeFolder);
  return {
    digest: (source, signal) =>
      source.type === 'url' ? urls.digest(source, signal) : repositories.digest(source, signal),
    open: (source, flags, signal) =>
      source.type === 'url' ? urls.open(source, signal) : repositories.open(source, flags, signal),
  };
}
