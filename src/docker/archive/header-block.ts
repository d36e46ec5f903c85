// One header of an archive (ustar, and GNU's numbers beyond octal), as a block of 512 bytes.
import { decodeText, encodeText } from '../../syntax/text-bytes.js';

export const blockBytes = 512;

export interface HeaderBlock {
  /** Already with the prefix field before it. */
  readonly name: string;
  /** As in the archive: '0' file, '1' hard link, '2' link, '5' directory, 'x' extended header … */
  readonly kind: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  readonly linkName: string;
  readonly major: number;
  readonly minor: number;
}

/** Where each field lies: first byte and length. */
const fields = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  modified: [136, 12],
  checksum: [148, 8],
  kind: [156, 1],
  linkName: [157, 100],
  magic: [257, 8],
  major: [329, 8],
  minor: [337, 8],
  prefix: [345, 155],
} as const;

type Field = keyof typeof fields;

/** Undefined for the block of zeros that ends an archive. */
export function decodeHeader(block: Buffer): HeaderBlock | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  // GNU's own format has other things where ustar has the prefix.
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? readText(block, 'prefix') : '';
  const name = readText(block, 'name');
  return {
    name: prefix ? `${prefix}/${name}` : name,
    kind: readText(block, 'kind') || '0',
    mode: readNumber(block, 'mode'),
    uid: readNumber(block, 'uid'),
    gid: readNumber(block, 'gid'),
    size: readNumber(block, 'size'),
    modified: readNumber(block, 'modified'),
    linkName: readText(block, 'linkName'),
    major: readNumber(block, 'major'),
    minor: readNumber(block, 'minor'),
  };
}

/** What does not fit is cut or zero: it belongs into an extended header before this one. */
export function encodeHeader(header: HeaderBlock): Buffer {
  const block = Buffer.alloc(blockBytes);
  writeName(block, 'name', header.name);
  writeNumber(block, 'mode', header.mode);
  writeNumber(block, 'uid', header.uid);
  writeNumber(block, 'gid', header.gid);
  writeNumber(block, 'size', header.size);
  writeNumber(block, 'modified', header.modified);
  writeText(block, 'kind', header.kind);
  writeName(block, 'linkName', header.linkName);
  writeText(block, 'magic', 'ustar\x0000');
  writeNumber(block, 'major', header.major);
  writeNumber(block, 'minor', header.minor);
  // The checksum is taken over the header with blanks in its own place.
  writeText(block, 'checksum', '        ');
  let sum = 0;
  // One call a byte would be most of what a header costs.
  for (const byte of block) sum += byte;
  writeText(block, 'checksum', `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** The greatest number a field of this length holds as octal digits. */
export function fitsField(value: number, field: 'uid' | 'gid' | 'size' | 'modified'): boolean {
  return Number.isInteger(value) && value >= 0 && value < 8 ** (fields[field][1] - 1);
}

/** In bytes of UTF-8; a byte that is none counts for three. */
export function fitsText(text: string, field: 'name' | 'linkName'): boolean {
  return Buffer.byteLength(text) <= fields[field][1];
}

function slice(block: Buffer, field: Field): Buffer {
  const [start, length] = fields[field];
  return block.subarray(start, start + length);
}

function readText(block: Buffer, field: Field): string {
  const bytes = slice(block, field);
  const end = bytes.indexOf(0);
  return decodeText(bytes.subarray(0, end < 0 ? bytes.length : end));
}

function readNumber(block: Buffer, field: Field): number {
  const bytes = slice(block, field);
  const first = bytes[0] ?? 0;
  if (first < 0x80) return Number.parseInt(bytes.toString('latin1').trim(), 8) || 0;
  // GNU: the highest bit says that the rest is a binary number, in two's complement.
  const negative = first === 0xff;
  const magnitude = bytes
    .subarray(1)
    .reduce((total, byte) => total * 256 + (negative ? 255 - byte : byte), 0);
  return negative ? -magnitude - 1 : magnitude;
}

function writeText(block: Buffer, field: Field, text: string): void {
  const [start, length] = fields[field];
  block.write(text, start, length);
}

/** Of any bytes. */
function writeName(block: Buffer, field: 'name' | 'linkName', name: string): void {
  const [start, length] = fields[field];
  encodeText(name).copy(block, start, 0, length);
}

function writeNumber(block: Buffer, field: Field, value: number): void {
  const digits = fields[field][1] - 1;
  const fits = Number.isInteger(value) && value >= 0 && value < 8 ** digits;
  writeText(block, field, (fits ? value : 0).toString(8).padStart(digits, '0'));
}
