// What the engine's builder keeps of a build for the next one: it would hold the files three times.
import { ask } from '../../ask.js';
import type { Connection } from '../../connection.js';

export interface FinishedBuild {
  /** The name of the archive that it added, which no other build has. */
  readonly source: string;
  /** Of this archive. */
  readonly bytes: number;
}

interface CacheRecord {
  readonly ID: string;
  readonly Description: string;
  readonly Size: number;
  readonly CreatedAt: string;
  readonly Parents?: readonly string[];
  /** The same: engines up to 28 at least write it with a blank. */
  readonly ' Parents'?: readonly string[];
}

/** What of it is not found, or is needed by another build, stays; the engine removes it in its time. */
export async function forgetBuild(connection: Connection, build: FinishedBuild): Promise<void> {
  try {
    const answer = await ask(connection.docker, {
      method: 'GET',
      path: '/system/df',
      query: { type: 'build-cache' },
    });
    const { BuildCache } = answer as { readonly BuildCache: readonly CacheRecord[] | null };
    for (const id of findOwn(BuildCache ?? [], build)) await prune(connection, id);
  } catch {
    // The build itself is done, and nothing hangs on this.
  }
}

/** The layer first: what lies below it is removed only if nothing else needs it. */
function findOwn(records: readonly CacheRecord[], { source, bytes }: FinishedBuild): readonly string[] {
  const added = records.find(({ Description }) => Description.includes(source));
  if (added === undefined) return [];
  const sent = records.filter(
    ({ Description, Size }) => isContext.test(Description) && Size >= bytes && Size < bytes + contextBytes,
  );
  return [added.ID, ...(added.Parents ?? added[' Parents'] ?? []), ...latest(sent, added.CreatedAt)];
}

/** A context that came with the request, and what was in it. */
const isContext = /^(?:http url http:\/\/build-context-|copy \/context \/$)/;

/** Of the Dockerfile, and what an archive has around its files. */
const contextBytes = 64 << 10;

/** Of each kind the last one before the layer was made. */
function latest(records: readonly CacheRecord[], time: string): readonly string[] {
  const before = records
    .filter(({ CreatedAt }) => Date.parse(CreatedAt) <= Date.parse(time))
    .toSorted((a, b) => Date.parse(b.CreatedAt) - Date.parse(a.CreatedAt));
  const ofKind = (begin: string) => before.find(({ Description }) => Description.startsWith(begin));
  return ['http', 'copy'].flatMap((begin) => ofKind(begin)?.ID ?? []);
}

const prune = ({ docker }: Connection, id: string): Promise<unknown> =>
  ask(docker, {
    method: 'POST',
    path: '/build/prune',
    query: { all: '1', filters: JSON.stringify({ id: [id] }) },
  });
