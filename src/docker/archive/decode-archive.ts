import type { FileEntries, FileEntry } from '../../engine/file-entry.js';
import { decodeText } from '../../syntax/text-bytes.js';
import { createByteReader, type ByteReader } from './byte-reader.js';
import { blockBytes, decodeHeader, type HeaderBlock } from './header-block.js';
import { decodePax, fromPaxText, type PaxRecords } from './pax.js';

/** Longer extended headers than this are an attack, or damage. */
const extensionLimit = 16 << 20;

/** What the extended headers before an entry say about it. */
interface Extension {
  readonly records: PaxRecords;
  readonly longName?: string;
  readonly longLinkName?: string;
}

/** Reads an uncompressed archive, in its order; names come as they are in it. Rejects at a damaged one. */
export async function* decodeArchive(source: AsyncIterable<Uint8Array>): FileEntries {
  const reader = createByteReader(source);
  try {
    yield* decodeEntries(reader);
    // The rest is padding; reading it lets the connection be used again.
    await reader.skip(Infinity);
  } finally {
    await reader.close();
  }
}

async function* decodeEntries(reader: ByteReader): FileEntries {
  let extension: Extension = { records: {} };
  for (;;) {
    const block = await reader.read(blockBytes);
    if (block.length < blockBytes) throw new ArchiveError('the archive ends too early');
    const header = decodeHeader(block);
    if (!header) return;
    if (isExtension(header.kind)) {
      extension = await readExtension(reader, header, extension);
      continue;
    }
    if (header.kind === 'S') await skipSparseMap(reader, block);
    yield* readEntry(reader, header, extension);
    extension = { records: {} };
  }
}

/** GNU's sparse files may have more blocks of their map behind the header. */
async function skipSparseMap(reader: ByteReader, header: Buffer): Promise<void> {
  let continues = header[482] !== 0;
  while (continues) continues = ((await reader.read(blockBytes))[504] ?? 0) !== 0;
}

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE';
}

function isExtension(kind: string): boolean {
  return ['x', 'g', 'L', 'K'].includes(kind);
}

async function readExtension(reader: ByteReader, header: HeaderBlock, known: Extension): Promise<Extension> {
  if (header.size > extensionLimit) throw new ArchiveError('an extended header of the archive is too long');
  const bytes = await reader.read(header.size);
  await reader.skip(paddingOf(header.size));
  switch (header.kind) {
    case 'L':
      return { ...known, longName: readLongText(bytes) };
    case 'K':
      return { ...known, longLinkName: readLongText(bytes) };
    // Global records ('g') hold comments, such as git's commit: nothing about an entry.
    case 'g':
      return known;
    default:
      return { ...known, records: decodePax(bytes) };
  }
}

function readLongText(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end));
}

async function* readEntry(reader: ByteReader, header: HeaderBlock, extension: Extension): FileEntries {
  const entry = toEntry(header, extension);
  let unread = entry.size;
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const piece of reader.stream(unread)) {
      unread -= piece.length;
      yield piece;
    }
    if (unread > 0) throw new ArchiveError('the archive ends too early');
  }
  yield { ...entry, read };
  // Content that nobody read, or not to its end.
  await reader.skip(unread + paddingOf(entry.size));
}

export function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

function toEntry(
  header: HeaderBlock,
  { records, longName, longLinkName }: Extension,
): Omit<FileEntry, 'read'> {
  // A comment is for nobody.
  const { path, linkpath, size, mtime, uid, gid, comment, ...attributes } = records;
  const name = path === undefined ? (longName ?? header.name) : fromPaxText(path);
  const linkName = linkpath === undefined ? (longLinkName ?? header.linkName) : fromPaxText(linkpath);
  const type = toType(header.kind, name);
  return {
    path: name,
    type,
    mode: header.mode & 0o7777,
    uid: Number(uid ?? header.uid),
    gid: Number(gid ?? header.gid),
    modified: Number(mtime ?? header.modified) * 1000,
    size: type === 'file' ? Number(size ?? header.size) : 0,
    ...(type === 'link' || type === 'hardlink' ? { target: linkName } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(type === 'other' ? { device: toDevice(header) } : {}),
  };
}

function toType(kind: string, name: string): FileEntry['type'] {
  switch (kind) {
    case '1':
      return 'hardlink';
    case '2':
      return 'link';
    case '3':
    case '4':
    case '6':
      return 'other';
    case '5':
      return 'directory';
    default:
      // Old archives mark a directory by its name alone.
      return name.endsWith('/') ? 'directory' : 'file';
  }
}

function toDevice({ kind, major, minor }: HeaderBlock): FileEntry['device'] {
  return { kind: kind === '3' ? 'character' : kind === '4' ? 'block' : 'pipe', major, minor };
}
