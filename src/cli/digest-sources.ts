// What the steps of a plan read from outside, as digests for their keys, and as origins for the record of the run.
import type { OriginRecord } from '../checkpoints/why/run-record.js';
import type { OnEntry, Remotes } from '../engine/ports.js';
import { EngineError, MissingSourceError } from '../messages/errors.js';
import type { Action } from '../plan/action.js';
import type { Step } from '../plan/plan.js';
import type { RemoteSource } from '../plan/remote-source.js';
import type { SourceFlags } from '../plan/sources/source-selection.js';
import type { Project } from './open-project.js';

export interface Outside extends Pick<Project, 'plan' | 'context' | 'namedContexts'> {
  readonly remotes: Remotes;
  /** Where each file that a step reads is told of. */
  readonly listings?: Listings;
}

export interface Listings {
  /** For one read: the entries come first, then their digest, by which they are known. */
  begin(): { readonly onEntry: OnEntry; readonly end: (digest: string) => Promise<void> };
}

export interface SourceDigests {
  readonly digests: ReadonlyMap<number, string | undefined>;
  readonly origins: ReadonlyMap<number, readonly OriginRecord[]>;
}

/** One after the other: they share the disk, and each remembers the files it has seen. */
export async function digestSources(outside: Outside, signal: AbortSignal): Promise<SourceDigests> {
  const digests = new Map<number, string | undefined>();
  const origins = new Map<number, readonly OriginRecord[]>();
  for (const { id, action } of outside.plan.steps) {
    const reads = readsOf(action);
    const parts: (OriginRecord | undefined)[] = [];
    for (const read of reads) parts.push(await digestRead(read, outside, signal).catch(whenMissing));
    const found = parts.filter((part) => part !== undefined);
    origins.set(id, found);
    if (reads.length > 0)
      digests.set(id, found.length < parts.length ? undefined : found.map(digestOf).join());
  }
  return { digests, origins };
}

/** Of one step what it reads of the contexts now; without what is missing. */
export async function digestFilesOf(
  { action }: Pick<Step, 'action'>,
  outside: Omit<Outside, 'plan' | 'remotes'>,
  signal: AbortSignal,
): Promise<readonly OriginRecord[]> {
  const origins: OriginRecord[] = [];
  for (const read of readsOf(action)) {
    const origin = 'remote' in read ? undefined : await digestFrom(read, outside, signal).catch(whenMissing);
    if (origin !== undefined) origins.push(origin);
  }
  return origins;
}

/** Of the files alone, by step; nothing is asked of the network. */
export async function digestFiles(
  outside: Pick<Outside, 'plan' | 'context' | 'namedContexts'>,
  signal: AbortSignal,
): Promise<readonly (readonly [number, string])[]> {
  const digests: [number, string][] = [];
  for (const { id, action } of outside.plan.steps) {
    for (const read of readsOf(action)) {
      if ('remote' in read) continue;
      const origin = await digestFrom(read, outside, signal).catch(whenMissing);
      digests.push([id, origin === undefined ? 'missing' : digestOf(origin)]);
    }
  }
  return digests;
}

const digestOf = (origin: OriginRecord): string =>
  origin.type === 'files' ? origin.listing : 'digest' in origin ? origin.digest : '';

interface FileRead {
  readonly name: string | undefined;
  readonly sources: readonly string[];
  readonly flags?: SourceFlags;
}

type Read = { readonly remote: RemoteSource } | FileRead;

/** What a step reads of the build contexts, and of the network. */
export function readsOf(action: Action): Read[] {
  if (action.type === 'copy') {
    const { from, sources, remotes = [] } = action;
    if (from.type !== 'context') return [];
    const local = sources.filter((source) => remotes.every((remote) => remote.source !== source));
    return [{ name: from.name, sources: local, flags: action }, ...remotes.map((remote) => ({ remote }))];
  }
  if (action.type === 'from') {
    const { base } = action;
    return base.type === 'folder' ? [{ name: base.name, sources: ['/'] }] : [];
  }
  if (action.type !== 'run') return [];
  return action.mounts.flatMap((mount) =>
    'from' in mount && mount.from?.type === 'context'
      ? [{ name: mount.from.name, sources: [mount.source] }]
      : [],
  );
}

async function digestRead(
  read: Read,
  outside: Outside,
  signal: AbortSignal,
): Promise<OriginRecord | undefined> {
  if ('remote' in read) return { type: 'remote', digest: await outside.remotes.digest(read.remote, signal) };
  return digestFrom(read, outside, signal);
}

async function digestFrom(
  { name, sources, flags }: FileRead,
  { context, namedContexts, listings }: Omit<Outside, 'plan' | 'remotes'>,
  signal: AbortSignal,
): Promise<OriginRecord | undefined> {
  const from = name === undefined ? context : namedContexts.get(name);
  const named = name === undefined ? {} : { context: name };
  if (sources.length === 0) return { type: 'files', listing: '', ...named };
  const listing = listings?.begin();
  const digest = await from?.digest(sources, signal, flags, listing?.onEntry);
  if (digest === undefined) return undefined;
  await listing?.end(digest);
  return { type: 'files', listing: digest, ...named };
}

/** The step itself will say what is missing, when it comes to it. */
export function whenMissing(error: unknown): undefined {
  if (error instanceof MissingSourceError) return undefined;
  if (error instanceof EngineError && error.failure === 'refused') return undefined;
  throw error;
}
