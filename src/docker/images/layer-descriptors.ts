// The containerd store names a layer by the digest of its compressed bytes, which only an image's manifest tells, and
// the API gives manifests only inside the archive of a whole image.
import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import type { Connection } from '../connection.js';
import { decodeArchive } from '../archive/decode-archive.js';
import { EngineError } from '../../messages/errors.js';

export interface LayerDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export interface LayerDescriptors {
  /** Of the layers of `image`, whose uncompressed digests are `layers`. Slow for layers not asked for before. */
  find(image: string, layers: readonly string[], signal?: AbortSignal): Promise<readonly LayerDescriptor[]>;
}

/** A manifest, or the configuration that one names, or neither: nothing but its digest says which. */
interface Document {
  readonly config?: { readonly digest?: string };
  readonly layers?: readonly LayerDescriptor[];
  readonly rootfs?: { readonly diff_ids?: readonly string[] };
}

/** Layers are larger, or at least are no JSON. */
const documentLimit = 4 << 20;

const operation = "read the image's manifest";

export function createLayerDescriptors(connection: Connection): LayerDescriptors {
  const known = new Map<string, LayerDescriptor>();
  return {
    find: async (image, layers, signal) => {
      if (!layers.every((layer) => known.has(layer))) {
        const found = await readDescriptors(connection, { image, layers, signal });
        layers.forEach((layer, index) => found[index] && known.set(layer, found[index]));
      }
      return layers.flatMap((layer) => known.get(layer) ?? []);
    },
  };
}

interface DescriptorRequest {
  readonly image: string;
  readonly layers: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** Stops as soon as the manifest and its configuration are there: the archive is as large as the image. */
async function readDescriptors(
  { docker, call }: Connection,
  { image, layers, signal }: DescriptorRequest,
): Promise<readonly LayerDescriptor[]> {
  return call(operation, signal, async () => {
    const { RootFS } = await docker.getImage(image).inspect();
    if (RootFS.Layers?.join() !== layers.join()) throw cannot(`${image} has other layers`);
    const answer: unknown = await docker.getImage(image).get();
    const archive = answer as IncomingMessage;
    if (signal) addAbortSignal(signal, archive);
    const documents = new Map<string, Document>();
    for await (const entry of decodeArchive(archive)) {
      if (entry.type !== 'file' || entry.size > documentLimit) continue;
      const document = await readDocument(entry.read());
      if (document === undefined) continue;
      documents.set(entry.path.replace('blobs/sha256/', 'sha256:'), document);
      const found = findLayers(documents, layers);
      if (found) return found;
    }
    throw cannot(`the archive of ${image} has none`);
  });
}

function cannot(reason: string): EngineError {
  return new EngineError(operation, 'refused', `cannot ${operation}: ${reason}`);
}

/** What is no JSON is a layer, even if the name of its first file begins like some. */
async function readDocument(content: AsyncIterable<Uint8Array>): Promise<Document | undefined> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    if (pieces.length === 0 && piece[0] !== '{'.charCodeAt(0)) return undefined;
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString()) as Document;
  } catch {
    return undefined;
  }
}

/**
 * An image can be an index of manifests, one a platform, and attestations with layers of their own. Only a manifest's
 * configuration says what its layers are uncompressed.
 */
function findLayers(
  documents: ReadonlyMap<string, Document>,
  layers: readonly string[],
): readonly LayerDescriptor[] | undefined {
  const wanted = JSON.stringify(layers);
  return [...documents.values()].find(
    (manifest) =>
      manifest.layers?.length === layers.length &&
      JSON.stringify(documents.get(manifest.config?.digest ?? '')?.rootfs?.diff_ids) === wanted,
  )?.layers;
}
