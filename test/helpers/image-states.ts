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

/** What an image is beside its configuration. */
export interface SavedImage {
  /** After each of its layers, lowest first. */
  readonly states: readonly ExportedTree[];
  /** Oldest first, without times. */
  readonly history: readonly string[];
}

/** `flags` are those of the docker CLI before its command. */
export async function imageStates(
  image: string,
  flags: readonly string[] = [],
): Promise<readonly ExportedTree[]> {
  return (await readSavedImage(image, flags)).states;
}

export async function readSavedImage(image: string, flags: readonly string[] = []): Promise<SavedImage> {
  // The engine saves no image without layers.
  const { Layers: there = [] } = (await inspectImage(image, flags)).RootFS;
  if (there.length === 0) return { states: [], history: [] };
  const folder = await mkdtemp(join(tmpdir(), 'refrom-layers-'));
  const readJson = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  try {
    const script = 'image=$1 folder=$2; shift 2; docker "$@" save "$image" | tar -x -C "$folder"';
    await execa('sh', ['-c', script, 'sh', image, folder, ...flags]);
    const [{ Config, Layers }] = (await readJson('manifest.json')) as [{ Config: string; Layers: string[] }];
    const { history = [] } = (await readJson(Config)) as { history?: readonly SavedEntry[] };
    const states: ExportedTree[] = [];
    for (const layer of Layers)
      states.push(await addLayer(states.at(-1) ?? new Map(), await openLayer(join(folder, layer))));
    return { states, history: history.map(describeEntry) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface SavedEntry {
  readonly created_by?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

const describeEntry = ({
  created_by: by = '',
  comment = '',
  empty_layer: isEmpty = false,
}: SavedEntry): string => `${isEmpty ? 'no layer' : 'layer'} | ${comment} | ${by}`;

/** Stores that keep layers compressed say nothing of it in the name. */
async function openLayer(path: string): Promise<AsyncIterable<Uint8Array>> {
  const start = await readFile(path).then((bytes) => bytes.subarray(0, 2));
  const stream = createReadStream(path);
  return start[0] === 0x1f && start[1] === 0x8b ? stream.pipe(createGunzip()) : stream;
}
