// Several layers of an image as one: its archive is read once for the names in it, and again for the contents that are
// still to be seen in the end. Nothing but names and headers is held.
import { createHash } from 'node:crypto';
import type { FileEntries } from '../../../engine/file-entry.js';
import type { EngineDescription, JoinOrder } from '../../../engine/ports.js';
import { encodeArchive } from '../../archive/encode-archive.js';
import type { Connection } from '../../connection.js';
import { loadAsLayout } from '../create-by-layout.js';
import type { LayerDescriptors } from '../layer-descriptors.js';
import { loadArchiveAsLayer } from '../make-layer/load-layer.js';
import { joinHistory } from './join-history.js';
import { countJoinedBytes, joinedEntries } from './joined-entries.js';
import { listImage } from './list-image.js';
import { planJoin } from './plan-join.js';

export interface JoinMeans {
  readonly connection: Connection;
  readonly descriptors: LayerDescriptors;
  readonly store: EngineDescription['store'];
}

/** Gives the ID of the new image. */
export async function joinLayers(
  means: JoinMeans,
  { image, keptLayers, tags, lastComment }: JoinOrder,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { connection, store } = means;
  const { imageFile, layers } = await listImage(connection, image.id, signal);
  const plan = planJoin(
    layers.map(({ entries }) => entries),
    keptLayers,
  );
  const size = await countJoinedBytes(plan);
  const read = (): FileEntries => joinedEntries({ connection, image: image.id, layers, plan, signal });
  const kept = imageFile.rootfs.diff_ids.slice(0, keptLayers);
  const history = joinHistory(imageFile, keptLayers, lastComment);
  const describe = (digest: string): string =>
    JSON.stringify({ ...imageFile, rootfs: { ...imageFile.rootfs, diff_ids: [...kept, digest] }, history });
  const encode = (): AsyncIterable<Uint8Array> => encodeArchive(read());
  if (store === 'graph') {
    const archive = { size: () => Promise.resolve(size), read: encode };
    return loadArchiveAsLayer(connection, { archive, describe, knownLayers: kept.length, tags, signal });
  }
  const descriptors = await means.descriptors.find(image.id, image.layers, signal);
  const known = descriptors.slice(0, keptLayers);
  const digest = await digestOf(encode());
  const layer = { digest, size, read: encode };
  return loadAsLayout(connection, { imageFile: describe(digest), known, layer, tags, signal });
}

/** This store wants to know the name of a layer before it reads it. */
async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}
