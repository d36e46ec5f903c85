// Hashes of the context's files, remembered from one run to the next.
import { type ContentMemory, createContentMemory } from '../context/content-memory.js';
import { createFileHashes, type FileHashes } from '../context/file-hashes.js';
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
  const contents = createContentMemory();
  let opened: Promise<FileHashes> | undefined;
  const open = (): Promise<FileHashes> => (opened ??= records.findHashes().then(createFileHashes));
  return {
    hashFile: createHashFile(open, contents),
    contents,
    save: async () => {
      const met = (await opened)?.toBytes();
      if (met !== undefined) await records.saveHashes(met);
    },
  };
}
