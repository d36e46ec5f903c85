// Hashes of the context's files, remembered from one run to the next.
import { type ContentMemory, createContentMemory } from '../context/content-memory.js';
import { createHashFile, type HashFile } from '../context/hash-file.js';
import type { ProjectRecords } from '../records/project-records.js';

export interface Hashes {
  readonly hashFile: HashFile;
  /** What was read for them. */
  readonly contents: ContentMemory;
  /** Keeps what this run has met, and nothing else; writes nothing where that is what is kept. */
  readonly save: () => Promise<void>;
}

export function createHashes(records: Pick<ProjectRecords, 'findHashes' | 'saveHashes'>): Hashes {
  const met = new Map<string, string>();
  const contents = createContentMemory();
  let known: Promise<ReadonlyMap<string, string>> | undefined;
  const findKnown = (): Promise<ReadonlyMap<string, string>> => (known ??= records.findHashes());
  return {
    hashFile: createHashFile({ known: findKnown, met }, contents),
    contents,
    save: async () => {
      if (known === undefined) return;
      const earlier = await known;
      const isSame = met.size === earlier.size && [...met.keys()].every((version) => earlier.has(version));
      if (!isSame) await records.saveHashes(met);
    },
  };
}
