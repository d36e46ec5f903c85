// A file system as it streams by: facts of every file, and the packages that its managers say are installed.
import { createHash, type Hash } from 'node:crypto';
import type { FileEntries, FileEntry } from '../../engine/file-entry.js';
import { factsOf, type FileFacts } from './file-facts.js';
import { createPackageCollector, type InstalledPackage } from './packages/collect-packages.js';

export interface FileSystemState {
  /** By absolute path. Names of one file (hard links) are files of their own, with the same facts. */
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly packages: readonly InstalledPackage[];
  /** What could not be read of the packages, in sentences. */
  readonly notes: readonly string[];
}

/** Holds names and facts, and of contents only the files that list packages, one at a time. */
export async function readState(entries: FileEntries): Promise<FileSystemState> {
  const files = new Map<string, FileFacts>();
  const packages = createPackageCollector();
  for await (const entry of entries) {
    const path = `/${entry.path}`;
    if (entry.type === 'hardlink') {
      const target = `/${entry.target ?? ''}`;
      files.set(path, files.get(target) ?? factsOf(entry));
      packages.link(path, target);
      continue;
    }
    const digest = createHash('sha256');
    if (entry.type === 'file') await readContent(entry, digest, packages.open(path, entry.size));
    files.set(path, factsOf(entry, digest));
  }
  return { files, ...packages.finish() };
}

/** `collect` is given each piece, where somebody wants the text of the file. */
async function readContent(
  entry: FileEntry,
  digest: Hash,
  collect: ((piece: Uint8Array) => void) | undefined,
): Promise<void> {
  for await (const piece of entry.read()) {
    digest.update(piece);
    collect?.(piece);
  }
}
