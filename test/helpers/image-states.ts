// What an image holds after each of its layers, lowest first, as comparable lines.
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { execa } from 'execa';
import { decodeArchive } from '../../src/docker/archive/decode-archive.js';
import { describeEntry, type ExportedTree } from './exported-tree.js';

const whiteout = '.wh.';

export async function imageStates(image: string): Promise<readonly ExportedTree[]> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-layers-'));
  try {
    await execa('sh', ['-c', 'docker save "$1" | tar -x -C "$2"', 'sh', image, folder]);
    const [{ Layers: layers = [] } = {}] = JSON.parse(
      await readFile(join(folder, 'manifest.json'), 'utf8'),
    ) as { Layers?: string[] }[];
    const states: ExportedTree[] = [];
    for (const layer of layers) states.push(await addLayer(states.at(-1) ?? new Map(), join(folder, layer)));
    return states;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function addLayer(below: ExportedTree, path: string): Promise<ExportedTree> {
  const state = new Map(below);
  for await (const entry of decodeArchive(await openLayer(path))) {
    const [folder, name] = splitPath(`/${entry.path.replace(/^\.?\/|\/$/g, '')}`);
    const whole = `${folder}/${name}`;
    if (name === `${whiteout}${whiteout}.opq`) removeBelow(state, folder, below);
    else if (name.startsWith(whiteout)) remove(state, `${folder}/${name.slice(whiteout.length)}`);
    else {
      if (entry.type !== 'directory') remove(state, whole);
      const target = `/${entry.target ?? ''}`;
      const line =
        entry.type === 'hardlink' ? `${state.get(target) ?? ''} = ${target}` : await describeEntry(entry);
      state.set(whole, line);
    }
  }
  return state;
}

/** Stores that keep layers compressed say nothing of it in the name. */
async function openLayer(path: string): Promise<AsyncIterable<Uint8Array>> {
  const start = await readFile(path).then((bytes) => bytes.subarray(0, 2));
  const stream = createReadStream(path);
  return start[0] === 0x1f && start[1] === 0x8b ? stream.pipe(createGunzip()) : stream;
}

function splitPath(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, slash), path.slice(slash + 1)];
}

function remove(state: Map<string, string>, path: string): void {
  state.delete(path);
  for (const other of [...state.keys()]) if (other.startsWith(`${path}/`)) state.delete(other);
}

/** Only what the layers below have: what this layer puts there stays. */
function removeBelow(state: Map<string, string>, folder: string, below: ExportedTree): void {
  for (const path of below.keys())
    if (path.startsWith(`${folder}/`) && state.get(path) === below.get(path)) state.delete(path);
}
