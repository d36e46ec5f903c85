// An image with one more layer, made of files: on graph-driver stores the engine unpacks it once, where a container
// that is written to and committed costs twice that.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileEntries, FileEntry } from '../../engine/file-entry.js';
import type { ImageDraft } from '../../engine/ports.js';
import { countArchiveBytes } from '../archive/archive-bytes.js';
import { encodeArchive } from '../archive/encode-archive.js';
import type { Connection } from '../connection.js';
import { encodeImageFile } from './image-file.js';
import { loadEntries, toFileEntry } from './load-files.js';

export interface LayerOrder {
  /** Of the image without the new layer, but for its history. */
  readonly draft: ImageDraft;
  /** Gives the same entries each time, whose contents can be read when the last one is known. */
  readonly entries: () => FileEntries;
  readonly signal: AbortSignal | undefined;
}

/** Gives the image's ID. */
export async function loadLayer(
  connection: Connection,
  { draft, entries, signal }: LayerOrder,
): Promise<string> {
  const remembered = rememberEntries(entries);
  const archive = {
    size: () => countArchiveBytes(remembered()),
    read: () => encodeArchive(remembered()),
  };
  const describe = (digest: string): string =>
    encodeImageFile({ ...draft, layers: [...draft.layers, digest] });
  const { layers, tags } = draft;
  return loadArchiveAsLayer(connection, { archive, describe, knownLayers: layers.length, tags, signal });
}

/** To look at 10,000 files a second time takes a tenth of what the engine takes for them; more than these are not held. */
const heldEntries = 20_000;

/** The first time they are looked for, and then given as they were found. */
function rememberEntries(entries: () => FileEntries): () => FileEntries {
  let held: FileEntry[] | undefined;
  async function* findAll(): FileEntries {
    const found: FileEntry[] = [];
    for await (const entry of entries()) {
      if (found.length <= heldEntries) found.push(entry);
      yield entry;
    }
    if (found.length <= heldEntries) held = found;
  }
  return () => (held === undefined ? findAll() : Readable.from(held));
}

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
