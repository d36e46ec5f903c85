// Images out of layers that the engine has, on the containerd store: an archive in the OCI image layout without the
// layers, which the store finds by their digests among its contents.
import { createHash } from 'node:crypto';
import type { ImageDraft } from '../../engine/ports.js';
import { BugError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';
import { emptyLayer } from './empty-layer.js';
import { encodeImageFile } from './image-file.js';
import { loadFiles } from './load-files.js';
import type { LayerDescriptors } from './layer-descriptors.js';
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
  const empty = draft.addsEmptyLayer ? [toBlob(layerType, emptyLayer.content)] : [];
  const layers = [...known, ...empty.map(({ descriptor }) => descriptor)];
  const config = toBlob(configType, encodeImageFile(draft));
  const content = { schemaVersion: 2, mediaType: manifestType, config: config.descriptor, layers };
  const manifest = toBlob(manifestType, JSON.stringify(content));
  await loadFiles(connection, signal, {
    'oci-layout': JSON.stringify({ imageLayoutVersion: '1.0.0' }),
    'index.json': JSON.stringify(toIndex(manifest, draft.tags)),
    [config.path]: config.text,
    [manifest.path]: manifest.text,
    ...Object.fromEntries(empty.map(({ path, text }) => [path, text])),
  });
  return manifest.descriptor.digest;
}

interface Blob {
  readonly path: string;
  readonly text: string;
  readonly descriptor: { readonly mediaType: string; readonly digest: string; readonly size: number };
}

function toBlob(mediaType: string, text: string): Blob {
  const hash = createHash('sha256').update(text).digest('hex');
  const descriptor = { mediaType, digest: `sha256:${hash}`, size: Buffer.byteLength(text) };
  return { path: `blobs/sha256/${hash}`, text, descriptor };
}

/** One entry a tag, as that is where tags are written. */
function toIndex({ descriptor }: Blob, tags: readonly string[]): object {
  const tagged = tags.map((tag) => ({
    ...descriptor,
    annotations: { 'io.containerd.image.name': toFullName(tag) },
  }));
  return { schemaVersion: 2, mediaType: indexType, manifests: tags.length > 0 ? tagged : [descriptor] };
}
