// An image with one more layer, which is an archive: on graph-driver stores the engine unpacks it once, where a
// container that is written to and committed costs twice that.
import { createHash } from 'node:crypto';
import type { FileEntries } from '../../../engine/file-entry.js';
import type { Connection } from '../../connection.js';
import { loadEntries, toFileEntry } from '../load-files.js';

export interface LayerArchive {
  /** Asked for while the image is loaded: what it fails of is what loading rejects with. */
  size(): Promise<number>;
  read(): AsyncIterable<Uint8Array>;
}

export interface ArchiveOrder {
  readonly archive: LayerArchive;
  /** The image's configuration file, once the digest of the new layer is known. */
  readonly describe: (digest: string) => string;
  /** How many layers lie below it, which the engine has. */
  readonly knownLayers: number;
  readonly tags: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** Only on graph-driver stores. Gives the image's ID. */
export async function loadArchiveAsLayer(
  connection: Connection,
  { archive, describe, knownLayers, tags, signal }: ArchiveOrder,
): Promise<string> {
  const path = 'new/layer.tar';
  let id = '';
  async function* files(): FileEntries {
    const emptyFile = toFileEntry(path, Buffer.alloc(0));
    const hash = createHash('sha256');
    yield { ...emptyFile, size: await archive.size(), read: () => hashed(archive.read(), hash) };
    // What the layer is called is known only now; the engine reads all of the archive before it looks at any of it.
    const imageFile = describe(`sha256:${hash.digest('hex')}`);
    id = createHash('sha256').update(imageFile).digest('hex');
    const known = Array.from({ length: knownLayers }, (_, index) => `${String(index)}/layer.tar`);
    const manifest = [{ Config: `${id}.json`, RepoTags: tags, Layers: [...known, path] }];
    yield toFileEntry(`${id}.json`, Buffer.from(imageFile));
    yield toFileEntry('manifest.json', Buffer.from(JSON.stringify(manifest)));
  }
  await loadEntries(connection, signal, files());
  return `sha256:${id}`;
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
