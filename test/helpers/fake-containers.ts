// Containers as a tree in memory, which checks at each call what the port promises and asks for.
import { strict as assert } from 'node:assert';
import { posix } from 'node:path';
import type { FileEntries, FileEntry } from '../../src/engine/file-entry.js';
import type { Containers, PathStatus } from '../../src/engine/ports.js';
import { EngineError } from '../../src/messages/errors.js';

export interface FakeFile {
  readonly type: FileEntry['type'];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modified: number;
  readonly content: string;
  readonly target?: string;
}

/** By absolute path; the root is always there. */
export type FakeTree = Map<string, FakeFile>;

const common = { uid: 0, gid: 0, modified: 0, content: '' } as const;
export const fakeFile = (content = '', mode = 0o644): FakeFile => ({
  ...common,
  type: 'file',
  mode,
  content,
});
export const fakeFolder = (mode = 0o755): FakeFile => ({ ...common, type: 'directory', mode });
export const fakeLink = (target: string): FakeFile => ({ ...common, type: 'link', mode: 0o777, target });

export interface FakeContainers extends Pick<Containers, 'status' | 'read' | 'write' | 'overlay' | 'unpack'> {
  /** By container. */
  readonly trees: ReadonlyMap<string, FakeTree>;
  /** Operations and paths, in order. */
  readonly calls: readonly string[];
  /** Archives that were handed over, by path. */
  readonly unpacked: ReadonlyMap<string, Buffer>;
}

export function fakeContainers(
  trees: Readonly<Record<string, Readonly<Record<string, FakeFile>>>>,
): FakeContainers {
  const all = new Map(Object.entries(trees).map(([id, files]) => [id, new Map(Object.entries(files))]));
  const calls: string[] = [];
  const unpacked = new Map<string, Buffer>();
  // While the engine writes into a container it answers nothing else about it.
  const written = new Set<string>();
  const writing = async (container: string, write: Promise<void>): Promise<void> => {
    written.add(container);
    await write.finally(() => written.delete(container));
  };
  const treeOf = (container: string, operation: string, path: string): FakeTree => {
    assert.ok(!written.has(container), `${operation} of ${container} while it is written to`);
    calls.push(`${operation} ${container} ${path}`);
    assert.equal(posix.normalize(path), path, `${operation}: ${path} is not clean`);
    assert.ok(path.startsWith('/'), `${operation}: ${path} is not absolute`);
    const tree = all.get(container);
    assert.ok(tree, `no container ${container}`);
    return tree;
  };
  return {
    trees: all,
    calls,
    unpacked,
    status: (container, path) => Promise.resolve(statusOf(treeOf(container, 'status', path), path)),
    read: (container, path) => Promise.resolve(readTree(treeOf(container, 'read', path), path)),
    write: (container, path, entries) =>
      writing(container, writeTree(treeOf(container, 'write', path), path, entries)),
    overlay: () => Promise.reject(new Error('nothing is laid over anything here')),
    unpack: async (container, path, archive) => {
      const top = resolve(treeOf(container, 'unpack', path), path);
      assert.equal(top?.file.type, 'directory', `unpack: ${path} is no folder`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of archive) chunks.push(chunk);
      unpacked.set(path, Buffer.concat(chunks));
    },
  };
}

const root = fakeFolder();

/** Follows links in all parts but the last. */
function resolve(tree: FakeTree, path: string): { path: string; file: FakeFile } | undefined {
  if (path === '/') return { path, file: root };
  const parent = follow(tree, posix.dirname(path));
  if (parent?.file.type !== 'directory') return undefined;
  const reached = posix.join(parent.path, posix.basename(path));
  const file = tree.get(reached);
  return file === undefined ? undefined : { path: reached, file };
}

function follow(tree: FakeTree, path: string): { path: string; file: FakeFile } | undefined {
  const found = resolve(tree, path);
  if (found?.file.type !== 'link') return found;
  return follow(tree, posix.resolve(posix.dirname(found.path), found.file.target ?? ''));
}

function statusOf(tree: FakeTree, path: string): PathStatus | undefined {
  const found = resolve(tree, path);
  if (found === undefined) return undefined;
  const { type, mode, content, target } = found.file;
  return {
    type: type === 'hardlink' ? 'file' : type,
    mode,
    size: content.length,
    ...(target === undefined ? {} : { target: posix.resolve(posix.dirname(found.path), target) }),
  };
}

async function* readTree(tree: FakeTree, path: string): FileEntries {
  const top = resolve(tree, path);
  if (top === undefined) throw new EngineError('read', 'not-found', `nothing at ${path}`);
  const prefix = top.path === '/' ? '/' : `${top.path}/`;
  yield entryOf('', top.file);
  const below = [...tree].filter(([each]) => each.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [each, file] of below) yield entryOf(each.slice(prefix.length), file);
  await Promise.resolve();
}

function entryOf(path: string, { content, ...file }: FakeFile): FileEntry {
  const bytes = Buffer.from(content);
  async function* read(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  return { ...file, path, size: file.type === 'file' ? bytes.length : 0, read };
}

async function writeTree(tree: FakeTree, top: string, entries: FileEntries): Promise<void> {
  assert.equal(resolve(tree, top)?.file.type, 'directory', `write: ${top} is no folder`);
  for await (const entry of entries) {
    const { path, type, mode, uid, gid, modified, size, target } = entry;
    assert.ok(path !== '' && !path.startsWith('/'), `write: "${path}" is not below the folder`);
    assert.equal(posix.normalize(path), path, `write: "${path}" is not clean`);
    assert.ok(!path.split('/').includes('..'), `write: "${path}" leaves the folder`);
    const place = posix.join(top, path);
    const parent = follow(tree, posix.dirname(place));
    assert.equal(parent?.file.type, 'directory', `write: ${place} has no folder to be in`);
    const reached = posix.join(parent.path, posix.basename(place));
    refuseReplacement(tree.get(reached), type, reached);
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry.read()) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    assert.equal(content.length, size, `write: ${place} is not as long as announced`);
    const source = type === 'hardlink' ? tree.get(posix.join(top, target ?? '')) : undefined;
    if (type === 'hardlink') assert.ok(source, `write: ${place} is a hard link to nothing`);
    tree.set(reached, {
      ...{ type, mode, uid, gid, modified, content: source?.content ?? content.toString() },
      ...(target === undefined ? {} : { target }),
    });
  }
}

function refuseReplacement(before: FakeFile | undefined, type: FileEntry['type'], path: string): void {
  if (before === undefined || (before.type === 'directory') === (type === 'directory')) return;
  throw new EngineError('write', 'refused', `cannot overwrite ${path}`);
}

/** Every file as one line, in the order of paths: `mode uid:gid path`, then a folder's slash, a target or the content. */
export function listTree(tree: FakeTree | undefined): readonly string[] {
  const lines = [...(tree ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(
    ([path, file]) => `${file.mode.toString(8)} ${file.uid}:${file.gid} ${path}${endOf(file)}`,
  );
}

function endOf({ type, target, content }: FakeFile): string {
  switch (type) {
    case 'directory':
      return '/';
    case 'link':
      return ` -> ${target ?? ''}`;
    case 'hardlink':
      return ` = ${target ?? ''}`;
    case 'file':
      return ` "${content}"`;
    case 'other':
      return ' (other)';
  }
}
