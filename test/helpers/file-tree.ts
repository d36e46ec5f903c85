// Small file trees on disk, written as an object: path to what lies there.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmod, link as hardLink, lutimes, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type TreeNode =
  | { readonly type: 'file'; readonly content: string | Uint8Array; readonly mode: number }
  | { readonly type: 'folder'; readonly mode: number }
  | { readonly type: 'link' | 'hardlink'; readonly target: string }
  | { readonly type: 'pipe' | 'socket' | 'device' };

export type Tree = Readonly<Record<string, TreeNode>>;

export const file = (content: string | Uint8Array, mode = 0o644): TreeNode => ({
  type: 'file',
  content,
  mode,
});
export const folder = (mode = 0o755): TreeNode => ({ type: 'folder', mode });
export const link = (target: string): TreeNode => ({ type: 'link', target });
/** `target` is an earlier path of the tree. */
export const hardlink = (target: string): TreeNode => ({ type: 'hardlink', target });
export const pipe: TreeNode = { type: 'pipe' };
export const socket: TreeNode = { type: 'socket' };
/** /dev/null's twin; only root can make it. */
export const device: TreeNode = { type: 'device' };

/** Writes the tree into a new temporary folder and gives its path. Parents are made as needed. */
export async function makeTree(tree: Tree): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'refrom-test-'));
  await chmod(root, 0o755);
  for (const [path, node] of Object.entries(tree)) await makeNode(root, path, node);
  for (const path of Object.keys(tree).reverse()) await setTime(root, path, tree[path]!);
  return root;
}

async function makeNode(root: string, path: string, node: TreeNode): Promise<void> {
  const place = join(root, path);
  await mkdir(dirname(place), { recursive: true });
  switch (node.type) {
    case 'file':
      await writeFile(place, node.content);
      await chmod(place, node.mode);
      break;
    case 'folder':
      await mkdir(place, { recursive: true });
      await chmod(place, node.mode);
      break;
    case 'link':
      await symlink(node.target, place);
      break;
    case 'hardlink':
      await hardLink(join(root, node.target), place);
      break;
    case 'pipe':
      execFileSync('mkfifo', [place]);
      break;
    case 'device':
      execFileSync('mknod', [place, 'c', '1', '3']);
      break;
    case 'socket':
      await makeSocket(place);
  }
}

/** A socket's file stays only as long as its server; this one is let go without being closed. */
async function makeSocket(place: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(place, resolve));
  server.unref();
}

/** Times that depend on the content: BuildKit takes a file of the same name, size, mode and time for the same. */
async function setTime(root: string, path: string, node: TreeNode): Promise<void> {
  if (node.type === 'socket' || node.type === 'hardlink') return;
  const hash = createHash('sha256')
    .update(path)
    .update(node.type === 'file' ? node.content : '');
  const seconds = 1_000_000_000 + (hash.digest().readUInt32BE() % 600_000_000);
  await lutimes(join(root, path), seconds, seconds);
}
