import type { FileEntries, FileEntry } from '../../engine/file-entry.js';
import { BugError, EngineError, unreachable } from '../../messages/errors.js';
import { paddingOf } from './decode-archive.js';
import { blockBytes, encodeHeader, fitsField, fitsText } from './header-block.js';
import { encodePax, toPaxText, type PaxRecords } from './pax.js';

/** Small pieces are gathered to this size, as a request with one piece a header is slow; larger ones go as they are. */
const gatheredBytes = 64 << 10;

/** An uncompressed archive of the entries, in their order; it is made as fast as it is read. */
export async function* encodeArchive(entries: FileEntries): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for await (const piece of encodePieces(entries)) {
    const isLarge = piece.length >= gatheredBytes;
    if (!isLarge) {
      gathered.push(piece);
      length += piece.length;
    }
    if (length > 0 && (isLarge || length >= gatheredBytes)) {
      yield Buffer.concat(gathered);
      gathered = [];
      length = 0;
    }
    if (isLarge) yield piece;
  }
  yield Buffer.concat(gathered);
}

async function* encodePieces(entries: FileEntries): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    // The folder that all is put into exists, and engines leave it as it is.
    if (entry.path === '' && entry.type === 'directory') continue;
    yield* encodeHeaders(entry);
    if (entry.type === 'file') yield* encodeContent(entry);
  }
  yield Buffer.alloc(2 * blockBytes);
}

/** With what an extended header has to say. */
export function* encodeHeaders(entry: FileEntry): Generator<Uint8Array> {
  const name = toName(entry);
  const records = toRecords(entry, name);
  if (Object.keys(records).length > 0) {
    const extension = encodePax(records);
    yield encodeHeader({ ...emptyHeader, name: 'PaxHeader', kind: 'x', size: extension.length });
    yield extension;
    yield Buffer.alloc(paddingOf(extension.length));
  }
  yield encodeHeader({
    name,
    kind: toKind(entry),
    mode: entry.mode & 0o7777,
    uid: entry.uid,
    gid: entry.gid,
    size: entry.size,
    modified: Math.floor(entry.modified / 1000),
    linkName: entry.target ?? '',
    major: entry.device?.major ?? 0,
    minor: entry.device?.minor ?? 0,
  });
}

/** Of what `encodeHeaders` gives. */
export function countHeaderBytes(entry: FileEntry): number {
  const records = toRecords(entry, toName(entry));
  if (Object.keys(records).length === 0) return blockBytes;
  const { length } = encodePax(records);
  return 2 * blockBytes + length + paddingOf(length);
}

const emptyHeader = { mode: 0o644, uid: 0, gid: 0, modified: 0, linkName: '', major: 0, minor: 0 };

async function* encodeContent(entry: FileEntry): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of entry.read()) {
    length += piece.length;
    yield piece;
  }
  // It would shift all that follows it in the archive.
  if (length !== entry.size) throw changedFile(entry, length);
  yield Buffer.alloc(paddingOf(length));
}

function changedFile({ path, size }: FileEntry, length: number): EngineError {
  const message = `cannot copy ${path}: it changed meanwhile, from ${size} to ${length} bytes`;
  return new EngineError(`copy ${path}`, 'refused', message);
}

function toName({ path, type }: FileEntry): string {
  if (path === '') throw new BugError(`a ${type} in an archive has no name`);
  return type === 'directory' ? `${path}/` : path;
}

/** What the header has no room for. */
function toRecords(entry: FileEntry, name: string): PaxRecords {
  const { uid, gid, size, target = '' } = entry;
  const seconds = entry.modified / 1000;
  return {
    ...entry.attributes,
    ...(fitsText(name, 'name') ? {} : { path: toPaxText(name) }),
    ...(fitsText(target, 'linkName') ? {} : { linkpath: toPaxText(target) }),
    ...(fitsField(uid, 'uid') ? {} : { uid: String(uid) }),
    ...(fitsField(gid, 'gid') ? {} : { gid: String(gid) }),
    ...(fitsField(size, 'size') ? {} : { size: String(size) }),
    ...(fitsField(seconds, 'modified') ? {} : { mtime: seconds.toFixed(9).replace(/\.?0+$/, '') }),
  };
}

function toKind({ type, device }: FileEntry): string {
  switch (type) {
    case 'file':
      return '0';
    case 'hardlink':
      return '1';
    case 'link':
      return '2';
    case 'directory':
      return '5';
    case 'other':
      return device?.kind === 'character' ? '3' : device?.kind === 'block' ? '4' : '6';
    default:
      return unreachable(type);
  }
}
