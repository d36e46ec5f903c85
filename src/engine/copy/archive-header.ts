// One header of an archive: a block of 512 bytes with fields at fixed places.
import type { Owner } from './find-owner.js';

export const blockBytes = 512;

/** A content's length with the padding behind it. */
export const paddedBytes = (size: number): number => Math.ceil(size / blockBytes) * blockBytes;

interface Field {
  readonly start: number;
  readonly length: number;
}

const uid: Field = { start: 108, length: 8 };
const gid: Field = { start: 116, length: 8 };
const size: Field = { start: 124, length: 12 };
const checksum: Field = { start: 148, length: 8 };
const kind = 156;
const names: Field = { start: 265, length: 64 };

export const kindOf = (header: Buffer): string => String.fromCharCode(header[kind] ?? 0);

export function sizeOf(header: Buffer): number {
  const bytes = header.subarray(size.start, size.start + size.length);
  // GNU: the highest bit says that the rest is a binary number.
  if (((bytes[0] ?? 0) & 0x80) !== 0) return bytes.subarray(1).reduce((total, byte) => total * 256 + byte, 0);
  return Number.parseInt(textOf(bytes), 8) || 0;
}

export function setSize(header: Buffer, value: number): Buffer {
  const changed = Buffer.from(header);
  writeNumber(changed, size, value);
  return withChecksum(changed);
}

/** The names of owners go before their numbers for some who read archives, so they are emptied. */
export function setOwner(header: Buffer, owner: Owner): Buffer {
  const changed = Buffer.from(header);
  writeNumber(changed, uid, owner.uid);
  writeNumber(changed, gid, owner.gid);
  changed.fill(0, names.start, names.start + names.length);
  return withChecksum(changed);
}

/** Whether a block begins an archive: its checksum is right. */
export function isArchiveHeader(block: Buffer): boolean {
  if (block.length < blockBytes) return false;
  const stored = textOf(block.subarray(checksum.start, checksum.start + checksum.length));
  if (!/^[0-7]+$/.test(stored)) return false;
  const { unsigned, signed } = sumOf(block);
  return [unsigned, signed].includes(Number.parseInt(stored, 8));
}

const textOf = (bytes: Buffer): string => bytes.toString('latin1').replaceAll(/^[\0 ]+|[\0 ].*$/gs, '');

function withChecksum(header: Buffer): Buffer {
  header.write(`${sumOf(header).unsigned.toString(8).padStart(6, '0')}\0 `, checksum.start, 'latin1');
  return header;
}

/** Over all bytes, with blanks for the sum itself; old archivers took bytes to have a sign. */
function sumOf(header: Buffer): { unsigned: number; signed: number } {
  let unsigned = 0;
  let signed = 0;
  for (const [index, byte] of header.entries()) {
    const isSum = index >= checksum.start && index < checksum.start + checksum.length;
    const counted = isSum ? 0x20 : byte;
    unsigned += counted;
    signed += counted > 0x7f ? counted - 0x100 : counted;
  }
  return { unsigned, signed };
}

/** Octal digits, or GNU's binary number where there are too many. */
function writeNumber(header: Buffer, { start, length }: Field, value: number): void {
  const digits = value.toString(8).padStart(length - 1, '0');
  if (digits.length < length) {
    header.write(`${digits}\0`, start, 'latin1');
    return;
  }
  header.fill(0, start, start + length);
  header[start] = 0x80;
  header.writeUInt32BE(value, start + length - 4);
}
