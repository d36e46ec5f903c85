import type { FileEntries, FileEntry } from '../../../engine/file-entry.js';
import { EngineError } from '../../../messages/errors.js';
import type { Connection } from '../../connection.js';
import { openPart, operation, readImage } from './image-archive.js';
import type { ListedEntry } from './layer-tree.js';

export interface ListedImage {
  /** The image's configuration file. */
  readonly imageFile: ImageFile;
  /** Lowest first. Equal layers can have the same path. */
  readonly layers: readonly ListedLayer[];
}

export interface ListedLayer {
  /** In the archive of the image. */
  readonly path: string;
  readonly entries: readonly ListedEntry[];
}

/** As the engine wrote it: fields that are not known here stay. */
export interface ImageFile {
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
  readonly history?: readonly { readonly empty_layer?: boolean; readonly comment?: string }[];
}

/** Reads all of the image's archive, and holds what every layer's entries are called. */
export async function listImage(
  connection: Connection,
  image: string,
  signal: AbortSignal | undefined,
): Promise<ListedImage> {
  const listed = new Map<string, readonly ListedEntry[]>();
  const documents = new Map<string, string>();
  const aliases = new Map<string, string>();
  for await (const file of readImage(connection, image, signal)) {
    // A layer that is there twice is a link the second time (engines before 25).
    if (file.type === 'link') aliases.set(file.path, resolveAlias(file));
    if (file.type !== 'file' || file.size === 0) continue;
    const part = await openPart(file);
    if (part.type === 'layer') listed.set(file.path, await listEntries(part.entries));
    else documents.set(file.path, part.text);
  }
  const [manifest] = parse(documents.get('manifest.json'), image) as readonly Manifest[];
  const layers = (manifest?.Layers ?? []).map((written): ListedLayer => {
    const path = aliases.get(written) ?? written;
    const entries = listed.get(path);
    if (entries === undefined) throw damaged(image, `${path} is missing`);
    return { path, entries };
  });
  const imageFile = parse(documents.get(manifest?.Config ?? ''), image) as ImageFile;
  return { imageFile, layers };
}

interface Manifest {
  readonly Config: string;
  readonly Layers: readonly string[];
}

/** `<layer>/layer.tar`, beside the folder of the other: `../<layer>/layer.tar`. */
const resolveAlias = ({ target = '' }: FileEntry): string => target.replace(/^\.\.\//, '');

async function listEntries(entries: FileEntries): Promise<readonly ListedEntry[]> {
  const list: ListedEntry[] = [];
  let at = 0;
  for await (const entry of entries) {
    list.push(toListed(entry, at));
    at += 1;
  }
  return list;
}

function toListed(entry: FileEntry, at: number): ListedEntry {
  const { type, mode, uid, gid, modified, size, target, attributes, device } = entry;
  return {
    path: cleanPath(entry.path),
    ...{ type, mode, uid, gid, modified, size, at },
    ...(target === undefined ? {} : { target: type === 'hardlink' ? cleanPath(target) : target }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(device === undefined ? {} : { device }),
  };
}

/** Archives write `./a/`, `/a` and `a` for the same. */
const cleanPath = (path: string): string => path.replace(/^(?:\.?\/+)+|^\.$/, '').replace(/\/+$/, '');

function parse(text: string | undefined, image: string): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw damaged(image, 'what says which its layers are is missing');
  }
}

function damaged(image: string, reason: string): EngineError {
  return new EngineError(
    operation,
    'refused',
    `cannot ${operation}: the engine's archive of ${image}: ${reason}`,
  );
}
