// --build-context NAME=PLACE, as docker build takes it.
import { openContext, type LocalContext } from '../context/open-context.js';
import type { Remotes } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import { readGitSource } from '../plan/lower/git-source.js';
import { contextKey, type NamedContext } from '../plan/named-contexts.js';
import type { GitSource } from '../plan/remote-source.js';
import { readGitUrl } from '../syntax/values/git-url.js';
import { fetchRepository } from './fetch-repository.js';

/** An image is the engine's matter, a folder lies here, and a repository is fetched into one. */
type GivenContext =
  | { readonly type: 'image'; readonly reference: string }
  | { readonly type: 'folder'; readonly path: string }
  | { readonly type: 'repository'; readonly source: GitSource };

interface GivenName {
  /** As the user writes it. */
  readonly name: string;
  readonly given: GivenContext;
}

function readContext(flag: string): GivenName {
  const equals = flag.indexOf('=');
  const [name, place] = [flag.slice(0, equals), flag.slice(equals + 1)];
  if (equals < 1 || place === '') throw new UsageError(`--build-context ${flag}: expected NAME=PLACE`);
  return { name, given: readPlace(name, place) };
}

function readPlace(name: string, place: string): GivenContext {
  const url = readGitUrl(place);
  if (url !== undefined) {
    const source = readGitSource(place, url, {});
    if ('problem' in source) throw new UsageError(`--build-context ${name}: ${source.problem}`);
    return { type: 'repository', source };
  }
  const [, scheme, rest = ''] = /^([a-z][a-z+-]*):\/\/(.*)$/.exec(place) ?? [];
  if (scheme === 'docker-image') return { type: 'image', reference: rest };
  if (scheme === undefined) return { type: 'folder', path: place };
  const hint = 'give a folder, docker-image://NAME, or a repository';
  throw new UsageError(`--build-context ${name}: ${scheme}:// is not read by refrom`, hint);
}

export const readContexts = (flags: readonly string[]): Readonly<Record<string, NamedContext>> =>
  Object.fromEntries(
    flags
      .map(readContext)
      .map(({ name, given }) => [contextKey(name), given.type === 'image' ? given : { type: 'folder' }]),
  );

/**
 * Those that have files of their own. Rejects with a UsageError for a folder that is missing, and for what cannot be
 * fetched.
 */
export async function openContexts(
  flags: readonly string[],
  remotes: () => Remotes,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LocalContext>> {
  const opened = new Map<string, LocalContext>();
  for (const { name, given } of flags.map(readContext)) {
    const key = contextKey(name);
    if (given.type === 'folder') opened.set(key, await openContext(given.path, { name: key }));
    if (given.type !== 'repository') continue;
    const { folder, archived } = await fetchRepository(name, given.source, remotes(), signal);
    opened.set(key, await openContext(folder, { name: key, archived }));
  }
  return opened;
}
