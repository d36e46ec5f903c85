// What a stack of layers holds: each path with the layer it comes from. Names and headers only, no contents.
import type { FileEntry } from '../../../engine/file-entry.js';

/** An entry of a layer without its content; `path` without slashes at its ends, '' for the root. */
export interface ListedEntry extends Omit<FileEntry, 'read'> {
  /** Its place in the layer's archive, from 0: a name can be there twice, and the last one counts. */
  readonly at: number;
}

export interface TreeNode {
  /** Of the entry: its layer, from 0 for the lowest. */
  layer: number;
  /** Undefined for a folder that no layer names, as some archives leave out the parents of what they hold. */
  entry: ListedEntry | undefined;
  /** Undefined for what is no folder. */
  children: Map<string, TreeNode> | undefined;
}

const whiteout = '.wh.';
const opaque = '.wh..wh..opq';

/** Lowest first. As the OCI image specification has it (layer.md): whiteouts hide only what lies in layers below. */
export function stackLayers(layers: readonly (readonly ListedEntry[])[]): TreeNode {
  const root = createFolder(-1);
  for (const [layer, entries] of layers.entries()) {
    for (const { path } of entries) removeHidden(root, path);
    for (const entry of entries) if (!isWhiteout(entry.path)) put(root, layer, entry);
  }
  return root;
}

export const whiteoutOf = (folder: string, name: string): string =>
  `${folder === '' ? '' : `${folder}/`}${whiteout}${name}`;

const createFolder = (layer: number, entry?: ListedEntry): TreeNode => ({
  layer,
  entry,
  children: new Map(),
});

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const isWhiteout = (path: string): boolean => nameOf(path).startsWith(whiteout);

function removeHidden(root: TreeNode, path: string): void {
  if (!isWhiteout(path)) return;
  const folder = findNode(root, folderOf(path));
  const name = nameOf(path);
  if (name === opaque) folder?.children?.clear();
  else folder?.children?.delete(name.slice(whiteout.length));
}

const partsOf = (path: string): string[] => (path === '' ? [] : path.split('/'));

function findNode(root: TreeNode, path: string): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const part of partsOf(path)) node = node?.children?.get(part);
  return node;
}

/** A folder goes on with what it held in the layers below; anything else takes the place of all that was there. */
function put(root: TreeNode, layer: number, entry: ListedEntry): void {
  if (entry.path === '') {
    Object.assign(root, { layer, entry });
    return;
  }
  let folder = root;
  for (const part of partsOf(folderOf(entry.path))) folder = openFolder(folder, part, layer);
  const name = nameOf(entry.path);
  const before = folder.children?.get(name);
  const children = entry.type === 'directory' ? (before?.children ?? new Map<string, TreeNode>()) : undefined;
  folder.children?.set(name, { layer, entry, children });
}

function openFolder(parent: TreeNode, name: string, layer: number): TreeNode {
  const found = parent.children?.get(name);
  if (found?.children !== undefined) return found;
  const made = createFolder(layer);
  parent.children?.set(name, made);
  return made;
}
