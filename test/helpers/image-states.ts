// What an image holds after each of its layers, lowest first, as comparable lines.
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { execa } from 'execa';
import { inspectImage } from './engine-images.js';
import type { ExportedTree } from './exported-tree.js';
import { addLayer } from './layer-states.js';

/** `flags` are those of the docker CLI before its command. */
export async function imageStates(
  image: string,
  flags: readonly string[] = [],
): Promise<readonly ExportedTree[]> {
  // The engine saves no image without layers.
  const { Layers: there = [] } = (await inspectImage(image, flags)).RootFS;
  if (there.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'refrom-layers-'));
  try {
    const script = 'image=$1 folder=$2; shift 2; docker "$@" save "$image" | tar -x -C "$folder"';
    await execa('sh', ['-c', script, 'sh', image, folder, ...flags]);
    const [{ Layers: layers = [] } = {}] = JSON.parse(
      await readFile(join(folder, 'manifest.json'), 'utf8'),
    ) as { Layers?: string[] }[];
    const states: ExportedTree[] = [];
    for (const layer of layers)
      states.push(await addLayer(states.at(-1) ?? new Map(), await openLayer(join(folder, layer))));
    return states;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stores that keep layers compressed say nothing of it in the name. */
async function openLayer(path: string): Promise<AsyncIterable<Uint8Array>> {
  const start = await readFile(path).then((bytes) => bytes.subarray(0, 2));
  const stream = createReadStream(path);
  return start[0] === 0x1f && start[1] === 0x8b ? stream.pipe(createGunzip()) : stream;
}
