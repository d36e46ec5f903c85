// What an archive says of the files in it, for a context that came as one: unpacked by an ordinary user, they lose it.
import type { FileEntries, FileEntry } from '../engine/file-entry.js';
import { cleanSource } from '../plan/sources/source-path.js';

export type FileFacts = Pick<FileEntry, 'mode' | 'uid' | 'gid' | 'modified' | 'attributes'>;

/** By path in the context. */
export type ArchivedFacts = ReadonlyMap<string, FileFacts>;

/** Of two entries with one name the later counts, and what a hard link says counts for all names of its file. */
export async function readArchivedFacts(archive: FileEntries): Promise<ArchivedFacts> {
  const facts = new Map<string, { current: FileFacts }>();
  for await (const entry of archive) {
    const linked = entry.type === 'hardlink' ? facts.get(cleanSource(entry.target ?? '')) : undefined;
    const file = linked ?? { current: factsOf(entry) };
    file.current = { ...factsOf(entry), ...attributesOf(file.current) };
    facts.set(cleanSource(entry.path), file);
  }
  return new Map([...facts].map(([path, { current }]) => [path, current]));
}

const factsOf = ({ mode, uid, gid, modified, attributes }: FileEntry): FileFacts => ({
  ...{ mode, uid, gid, modified },
  ...attributesOf({ attributes: extendedAttributes(attributes) }),
});

const attributesOf = ({
  attributes,
}: {
  attributes?: FileFacts['attributes'];
}): Pick<FileFacts, 'attributes'> => (attributes === undefined ? {} : { attributes });

/** The archive's header holds other things as well: names of owners, which docker build does not look at. */
function extendedAttributes(records: FileEntry['attributes'] = {}): FileFacts['attributes'] {
  const kept = Object.entries(records).filter(([key]) => key.startsWith('SCHILY.xattr.'));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
