// Changed files as a tree: what a pane lists, with folders that can be folded.

/** See `FileChange` of the comparison of two states. */
export type ChangedFile =
  | { readonly change: 'added'; readonly path: string; readonly after: FileState }
  | { readonly change: 'deleted'; readonly path: string; readonly before: FileState }
  | {
      readonly change: 'changed';
      readonly path: string;
      readonly aspects: readonly string[];
      readonly before: FileState;
      readonly after: FileState;
    };

export interface FileState {
  readonly type: 'file' | 'directory' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of content, in bytes. */
  readonly size: number;
  /** Of a link. */
  readonly target?: string;
}

export interface FileTree {
  readonly roots: readonly FileNode[];
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Of files that were added, or changed in their content: as they are now. */
  readonly bytes: number;
}

export interface FileNode {
  readonly path: string;
  /** Below the node above, or absolute; of several folders where nothing else lies in them. */
  readonly name: string;
  /** Undefined for a folder that is only on the way. */
  readonly change: ChangedFile | undefined;
  /** By name. */
  readonly children: readonly FileNode[];
  /** With all below it, what is deleted included. */
  readonly bytes: number;
  /** Changes below it. */
  readonly count: number;
}

/** `files` are sorted by path. */
export function growTree(files: readonly ChangedFile[]): FileTree {
  const root = sprout('', '');
  for (const file of files) {
    let at = root;
    const parts = file.path.split('/').filter((part) => part !== '');
    for (const part of parts) at = branch(at, part);
    at.change = file;
  }
  const own = files.find(({ path }) => path === '/');
  const top = own === undefined ? [] : [{ ...leafOf(own), path: '/', name: '/' }];
  return {
    roots: [
      ...top,
      ...[...root.children.values()].map(ripen).map((node) => ({ ...node, name: `/${node.name}` })),
    ],
    added: countOf(files, 'added'),
    changed: countOf(files, 'changed'),
    deleted: countOf(files, 'deleted'),
    bytes: files.reduce((sum, file) => sum + writtenBytes(file), 0),
  };
}

/** As it is shown: after the step, or, deleted, before it. */
export const stateOf = (file: ChangedFile): FileState =>
  file.change === 'deleted' ? file.before : file.after;

export const isFolder = ({ change, children }: FileNode): boolean =>
  children.length > 0 || (change !== undefined && stateOf(change).type === 'directory');

/** Of a folder that came or went as a whole the sum says enough, until one wants to see more. */
export const isFolded = (node: FileNode, toggled: readonly string[]): boolean => {
  const isWhole = node.change?.change === 'added' || node.change?.change === 'deleted';
  return (isWhole && node.children.length > 0) !== toggled.includes(node.path);
};

/** All that changed but folders, by path. */
export const listChanged = ({ roots }: Pick<FileTree, 'roots'>): readonly ChangedFile[] =>
  roots.flatMap((node) => [
    ...(node.change === undefined || isFolder(node) ? [] : [node.change]),
    ...listChanged({ roots: node.children }),
  ]);

export interface ListedNode {
  readonly node: FileNode;
  readonly depth: number;
}

/** What is seen of the tree, from above. */
export function listNodes(nodes: readonly FileNode[], toggled: readonly string[], depth = 0): ListedNode[] {
  const listed: ListedNode[] = [];
  for (const node of nodes) {
    listed.push({ node, depth });
    if (node.children.length === 0 || isFolded(node, toggled)) continue;
    for (const each of listNodes(node.children, toggled, depth + 1)) listed.push(each);
  }
  return listed;
}

interface Sprout {
  readonly path: string;
  readonly name: string;
  change: ChangedFile | undefined;
  readonly children: Map<string, Sprout>;
}

const sprout = (path: string, name: string): Sprout => ({
  path,
  name,
  change: undefined,
  children: new Map(),
});

function branch(parent: Sprout, name: string): Sprout {
  const found = parent.children.get(name);
  if (found !== undefined) return found;
  const made = sprout(`${parent.path}/${name}`, name);
  parent.children.set(name, made);
  return made;
}

/** Folders that only lead to one other folder are one with it. */
function ripen(young: Sprout): FileNode {
  const children = [...young.children.values()].map(ripen);
  const [only] = children;
  if (young.change === undefined && children.length === 1 && only !== undefined && isFolder(only))
    return { ...only, name: `${young.name}/${only.name}` };
  const own = young.change === undefined ? 0 : stateOf(young.change).size;
  return {
    path: young.path,
    name: young.name,
    change: young.change,
    children,
    bytes: children.reduce((sum, { bytes }) => sum + bytes, own),
    count: children.reduce((sum, { count, change }) => sum + count + (change === undefined ? 0 : 1), 0),
  };
}

const leafOf = (change: ChangedFile): Omit<FileNode, 'path' | 'name'> => ({
  change,
  children: [],
  bytes: 0,
  count: 0,
});

const countOf = (files: readonly ChangedFile[], kind: ChangedFile['change']): number =>
  files.filter(({ change }) => change === kind).length;

function writtenBytes(file: ChangedFile): number {
  if (file.change === 'deleted') return 0;
  return file.change === 'added' || file.aspects.includes('content') ? file.after.size : 0;
}
