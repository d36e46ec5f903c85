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

interface Manifest {
  readonly layers?: readonly LayerDescriptor[];
  readonly manifests?: readonly { readonly digest: string }[];
}

/** Layers are larger, or at least do not begin like JSON. */
const manifestLimit = 4 << 20;

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

/** Stops as soon as the manifest is there: the archive is as large as the image. */
async function readDescriptors(
  { docker, call }: Connection,
  { image, layers, signal }: DescriptorRequest,
): Promise<readonly LayerDescriptor[]> {
  return call(operation, signal, async () => {
    const { Id, RootFS } = await docker.getImage(image).inspect();
    if (RootFS.Layers?.join() !== layers.join()) throw cannot(`${image} has other layers`);
    const answer: unknown = await docker.getImage(image).get();
    const archive = answer as IncomingMessage;
    if (signal) addAbortSignal(signal, archive);
    const manifests = new Map<string, Manifest>();
    for await (const entry of decodeArchive(archive)) {
      if (entry.type !== 'file' || entry.size > manifestLimit) continue;
      manifests.set(entry.path.replace('blobs/sha256/', 'sha256:'), await readManifest(entry.read()));
      const found = findLayers(manifests, Id, layers.length);
      if (found) return found;
    }
    throw cannot(`the archive of ${image} has none`);
  });
}

function cannot(reason: string): EngineError {
  return new EngineError(operation, 'refused', `cannot ${operation}: ${reason}`);
}

/** What is no JSON is a layer. */
async function readManifest(content: AsyncIterable<Uint8Array>): Promise<Manifest> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    if (pieces.length === 0 && piece[0] !== '{'.charCodeAt(0)) return {};
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString()) as Manifest;
}

/** An image's ID is its manifest's, or that of an index of manifests: one a platform, and attestations. */
function findLayers(
  manifests: ReadonlyMap<string, Manifest>,
  id: string,
  count: number,
): readonly LayerDescriptor[] | undefined {
  const top = manifests.get(id);
  const candidates = [top, ...(top?.manifests ?? []).map(({ digest }) => manifests.get(digest))];
  return candidates.find((manifest) => manifest?.layers?.length === count)?.layers;
}
