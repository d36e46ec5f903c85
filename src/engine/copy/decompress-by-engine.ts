// What refrom has no decompressor for, the engine has: it imports the archive as a layer, and gives the layer out again
// byte by byte as it was, uncompressed.
import type { FileEntry } from '../file-entry.js';
import type { ImageStore } from '../ports.js';
import { peek } from './byte-source.js';
import { blockBytes, isArchiveHeader } from './archive-header.js';
import { compressionOf, decompressors, type Decompress } from './detect-archive.js';

/**
 * `tag` is for the image that stands for the archive. It stays: an engine may wait with its removal for the container
 * that is being written to, which waits for this. Rejects with failure `refused` for what is no archive.
 */
export async function* decompressByEngine(
  images: Pick<ImageStore, 'import' | 'save'>,
  archive: AsyncIterable<Uint8Array>,
  tag: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  await images.import(archive, tag, signal);
  for await (const file of await images.save(tag, signal)) {
    const layer = await openLayer(file);
    if (layer === undefined) continue;
    yield* layer;
    return;
  }
  // The layer of an archive of nothing has no header to know it by.
  yield Buffer.alloc(2 * blockBytes);
}

/** The only archive among the files of an image is its layer, which the containerd store keeps compressed. */
async function openLayer(file: FileEntry): Promise<AsyncIterable<Uint8Array> | undefined> {
  const stored = await peek(file.read(), blockBytes);
  const decompress: Decompress | undefined = decompressors[compressionOf(stored.head)];
  const { head, content } =
    decompress === undefined ? stored : await peek(decompress(stored.content), blockBytes);
  return isArchiveHeader(head) ? content : undefined;
}
