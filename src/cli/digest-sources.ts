// What the steps of a plan read from outside, as digests for their keys.
import type { Remotes } from '../engine/ports.js';
import { EngineError, MissingSourceError } from '../messages/errors.js';
import type { Action } from '../plan/action.js';
import type { RemoteSource } from '../plan/remote-source.js';
import type { SourceFlags } from '../plan/sources/source-selection.js';
import type { Project } from './open-project.js';

export interface Outside extends Pick<Project, 'plan' | 'context' | 'namedContexts'> {
  readonly remotes: Remotes;
}

/** One after the other: they share the disk, and each remembers the files it has seen. */
export async function digestSources(
  outside: Outside,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string | undefined>> {
  const digests = new Map<number, string | undefined>();
  for (const { id, action } of outside.plan.steps) {
    const parts: (string | undefined)[] = [];
    for (const read of readsOf(action))
      parts.push(await digestRead(read, outside, signal).catch(whenMissing));
    if (parts.length > 0) digests.set(id, parts.includes(undefined) ? undefined : parts.join());
  }
  return digests;
}

type Read =
  | { readonly remote: RemoteSource }
  | { readonly name: string | undefined; readonly sources: readonly string[]; readonly flags?: SourceFlags };

/** What a step reads of the build contexts, and of the network. */
function readsOf(action: Action): Read[] {
  if (action.type === 'copy') {
    const { from, sources, remotes = [] } = action;
    if (from.type !== 'context') return [];
    const local = sources.filter((source) => remotes.every((remote) => remote.source !== source));
    return [{ name: from.name, sources: local, flags: action }, ...remotes.map((remote) => ({ remote }))];
  }
  if (action.type !== 'run') return [];
  return action.mounts.flatMap((mount) =>
    mount.type === 'bind' && mount.from.type === 'context'
      ? [{ name: mount.from.name, sources: [mount.source] }]
      : [],
  );
}

async function digestRead(
  read: Read,
  { context, namedContexts, remotes }: Outside,
  signal: AbortSignal,
): Promise<string | undefined> {
  if ('remote' in read) return remotes.digest(read.remote, signal);
  const { name, sources, flags } = read;
  const from = name === undefined ? context : namedContexts.get(name);
  return sources.length === 0 ? '' : from?.digest(sources, signal, flags);
}

/** The step itself will say what is missing, when it comes to it. */
function whenMissing(error: unknown): undefined {
  if (error instanceof MissingSourceError) return undefined;
  if (error instanceof EngineError && error.failure === 'refused') return undefined;
  throw error;
}
