// What a stack of layers holds: the files of each layer put upon those below it, as comparable lines.
import { decodeArchive } from '../../src/docker/archive/decode-archive.js';
import type { FileEntry } from '../../src/engine/file-entry.js';
import { describeEntry, type ExportedTree } from './exported-tree.js';

const whiteout = '.wh.';
/** The mount points that a RUN of BuildKit makes in it and takes away again leave a new time; nobody asked for it. */
const touched = '/etc';

/** `archive` is a layer as images have them, not compressed: what is gone is named by whiteouts. */
export async function addLayer(
  below: ExportedTree,
  archive: AsyncIterable<Uint8Array>,
): Promise<ExportedTree> {
  const state = new Map(below);
  const added = new Set<string>();
  const links = new Map<string, string[]>();
  for await (const entry of decodeArchive(archive)) {
    const [folder, name] = splitPath(`/${entry.path.replace(/^\.?\/|\/$/g, '')}`);
    const whole = `${folder}/${name}`;
    if (name === `${whiteout}${whiteout}.opq`) removeBelow(state, folder, added);
    else if (name.startsWith(whiteout)) remove(state, `${folder}/${name.slice(whiteout.length)}`);
    else {
      if (entry.type !== 'directory') remove(state, whole);
      if (entry.type === 'hardlink') noteLink(links, whole, entry);
      else state.set(whole, await describeEntry(entry, whole !== touched));
      added.add(whole);
    }
  }
  partNames(state, below);
  for (const names of links.values()) joinNames(state, names);
  return state;
}

/** Of a file with several names in the layers below, those that this layer has left alone. */
function partNames(state: Map<string, string>, below: ExportedTree): void {
  const lines = new Set([...below.values()].filter((line) => line.includes(' = ')));
  for (const line of lines) {
    const [file = '', ...names] = line.split(' = ');
    const left = names.filter((name) => state.get(name) === line);
    if (left.length === names.length) continue;
    const shared = left.length > 1 ? [file, ...left].join(' = ') : file;
    for (const name of left) state.set(name, shared);
  }
}

function noteLink(links: Map<string, string[]>, path: string, { target = '' }: FileEntry): void {
  const first = `/${target.replace(/^\.?\//, '')}`;
  links.set(first, [...(links.get(first) ?? [first]), path]);
}

/** All names alike: which of them has the file, and which link to it, is up to who packed the layer. */
function joinNames(state: Map<string, string>, names: readonly string[]): void {
  const [file] = (state.get(names[0] ?? '') ?? '').split(' = ');
  const line = [file, ...[...names].sort()].join(' = ');
  for (const name of names) state.set(name, line);
}

function splitPath(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, slash), path.slice(slash + 1)];
}

/** With what a folder holds; layers name each folder that they make. */
function remove(state: Map<string, string>, path: string): void {
  const isFolder = state.get(path)?.startsWith('directory') ?? false;
  state.delete(path);
  if (!isFolder) return;
  for (const other of [...state.keys()]) if (other.startsWith(`${path}/`)) state.delete(other);
}

/** Only what the layers below have: what this layer puts there stays. */
function removeBelow(state: Map<string, string>, folder: string, added: ReadonlySet<string>): void {
  for (const path of [...state.keys()])
    if (path.startsWith(`${folder}/`) && !added.has(path)) state.delete(path);
}
