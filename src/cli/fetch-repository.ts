// A build context that is a repository: fetched once, into a folder that goes with the process.
import type { ArchivedFacts } from '../context/archived-facts.js';
import { encodeArchive } from '../docker/archive/encode-archive.js';
import type { Remotes } from '../engine/ports.js';
import { EngineError, UsageError } from '../messages/errors.js';
import type { GitSource } from '../plan/remote-source.js';
import { makePassingFolder } from './temporary-folders.js';
import { unpackContext } from './unpack-context.js';

export interface FetchedRepository {
  readonly folder: string;
  /** What is true of its files, whoever may own them here; no ignore file in it counts, as in docker build. */
  readonly archived: ArchivedFacts;
}

/** Rejects with a UsageError for what cannot be had; `name` is the context's. */
export async function fetchRepository(
  name: string,
  source: GitSource,
  remotes: Remotes,
  signal: AbortSignal,
): Promise<FetchedRepository> {
  try {
    const files = await remotes.open(source, {}, signal);
    try {
      const folder = await makePassingFolder('context');
      return { folder, archived: await unpackContext(encodeArchive(files.entries()), 'none', folder) };
    } finally {
      await files.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof UsageError)) throw error;
    throw new UsageError(`--build-context ${name}: ${error.message}`, error.hint, { cause: error });
  }
}
