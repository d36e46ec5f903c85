// Images out of layers that the engine has, on the containerd store: an archive in the OCI image layout without these
// layers, which the store finds by their digests among its contents.
import { createHash } from 'node:crypto';
import type { FileEntries } from '../../engine/file-entry.js';
import type { ImageDraft } from '../../engine/ports.js';
import { BugError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';
import { emptyLayer } from './empty-layer.js';
import { encodeImageFile } from './image-file.js';
import type { LayerDescriptor, LayerDescriptors } from './layer-descriptors.js';
import { loadEntries, toFileEntry } from './load-files.js';
import { toFullName } from './split-reference.js';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const layerType = 'application/vnd.oci.image.layer.v1.tar';
const configType = 'application/vnd.oci.image.config.v1+json';

/** Gives the ID, which this store takes from the manifest and not from the configuration. */
export async function createByLayout(
  connection: Connection,
  descriptors: LayerDescriptors,
  { draft, signal }: { readonly draft: ImageDraft; readonly signal: AbortSignal | undefined },
): Promise<string> {
  if (draft.layers.length > 0 && !draft.layersOf)
    throw new BugError('an image draft names no image with its layers');
  const known = draft.layersOf ? await descriptors.find(draft.layersOf, draft.layers, signal) : [];
  const layer = draft.addsEmptyLayer ? toNewLayer(emptyLayer.content) : undefined;
  return loadAsLayout(connection, {
    imageFile: encodeImageFile(draft),
    known,
    layer,
    tags: draft.tags,
    signal,
  });
}

/** A layer that the store does not have yet, not compressed. */
export interface NewLayer {
  /** `sha256:…` */
  readonly digest: string;
  readonly size: number;
  read(): AsyncIterable<Uint8Array>;
}

export interface LayoutOrder {
  readonly imageFile: string;
  /** Lowest first. */
  readonly known: readonly LayerDescriptor[];
  /** On top of them. */
  readonly layer: NewLayer | undefined;
  readonly tags: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** Gives the ID. */
export async function loadAsLayout(
  connection: Connection,
  { imageFile, known, layer, tags, signal }: LayoutOrder,
): Promise<string> {
  const config = toBlob(configType, imageFile);
  const added = layer === undefined ? [] : [{ mediaType: layerType, digest: layer.digest, size: layer.size }];
  const content = {
    schemaVersion: 2,
    mediaType: manifestType,
    config: config.descriptor,
    layers: [...known, ...added],
  };
  const manifest = toBlob(manifestType, JSON.stringify(content));
  await loadEntries(
    connection,
    signal,
    toLayout([config, manifest], layer, toIndex(manifest.descriptor, tags)),
  );
  return manifest.descriptor.digest;
}

async function* toLayout(blobs: readonly Blob[], layer: NewLayer | undefined, index: object): FileEntries {
  const file = (path: string, text: string) => toFileEntry(path, Buffer.from(text));
  yield file('oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  yield file('index.json', JSON.stringify(index));
  for (const { descriptor, text } of blobs) yield file(pathOf(descriptor), text);
  if (layer === undefined) return;
  yield await Promise.resolve({
    ...toFileEntry(pathOf(layer), Buffer.alloc(0)),
    size: layer.size,
    read: () => layer.read(),
  });
}

interface Blob {
  readonly text: string;
  readonly descriptor: LayerDescriptor;
}

function toBlob(mediaType: string, text: string): Blob {
  return { text, descriptor: { mediaType, digest: digestOf(text), size: Buffer.byteLength(text) } };
}

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const pathOf = ({ digest }: Pick<LayerDescriptor, 'digest'>): string => `blobs/${digest.replace(':', '/')}`;

const toNewLayer = (text: string): NewLayer => ({
  digest: digestOf(text),
  size: Buffer.byteLength(text),
  async *read() {
    yield await Promise.resolve(Buffer.from(text));
  },
});

/** One entry a tag, as that is where tags are written. */
function toIndex(descriptor: LayerDescriptor, tags: readonly string[]): object {
  const tagged = tags.map((tag) => ({
    ...descriptor,
    annotations: { 'io.containerd.image.name': toFullName(tag) },
  }));
  return { schemaVersion: 2, mediaType: indexType, manifests: tags.length > 0 ? tagged : [descriptor] };
}
