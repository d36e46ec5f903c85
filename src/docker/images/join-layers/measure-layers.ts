// What an image carries along and nobody sees: files of a layer that layers above it overwrite or delete.
import type { LayerUse } from '../../../engine/ports.js';
import type { Connection } from '../../connection.js';
import { listImage } from './list-image.js';
import { stackLayers, type ListedEntry, type TreeNode } from './layer-tree.js';

export interface LayerMeasurement {
  readonly reference: string;
  readonly firstLayers: readonly number[];
  readonly signal: AbortSignal | undefined;
}

export async function measureLayers(
  connection: Connection,
  { reference, firstLayers, signal }: LayerMeasurement,
): Promise<readonly LayerUse[]> {
  const { layers } = await listImage(connection, reference, signal);
  return measureParts(
    layers.map(({ entries }) => entries),
    firstLayers,
  );
}

/** Lowest layer first. What the layers of one part waste among themselves is in its bytes alone. */
export function measureParts(
  layers: readonly (readonly ListedEntry[])[],
  firstLayers: readonly number[],
): readonly LayerUse[] {
  const seen = seenBytes(stackLayers(layers), layers.length);
  return firstLayers.map((first, at) => {
    const end = firstLayers[at + 1] ?? layers.length;
    const own = layers.slice(first, end);
    const held = sum(seenBytes(stackLayers(own), own.length));
    return { bytes: sum(own.map(bytesIn)), wastedBytes: held - sum(seen.slice(first, end)) };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** A name that is there twice counts once. */
const bytesIn = (entries: readonly ListedEntry[]): number =>
  sum([...new Map(entries.map(({ path, size }) => [path, size])).values()]);

/** By layer: of the files that are seen from above. */
function seenBytes(root: TreeNode, count: number): number[] {
  const bytes = Array.from({ length: count }, () => 0);
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { layer, entry, children } = node;
    if (entry !== undefined) bytes[layer] = (bytes[layer] ?? 0) + entry.size;
    if (children !== undefined) open.push(...children.values());
  }
  return bytes;
}
