// File entries with their content in them, to write down and to compare.
import { Readable } from 'node:stream';
import type { FileEntries, FileEntry } from '../../src/engine/file-entry.js';

export type Plain = Omit<FileEntry, 'read'> & { readonly content?: string };

export const time = 1_500_000_000_000;
export const plain = { mode: 0o644, uid: 0, gid: 0, modified: time, size: 0 };
export const folder = (path: string, over: Partial<Plain> = {}): Plain => ({
  ...{ ...plain, path, type: 'directory', mode: 0o755 },
  ...over,
});
export const file = (path: string, content: string, over: Partial<Plain> = {}): Plain => ({
  ...{ ...plain, path, type: 'file', content, size: Buffer.byteLength(content) },
  ...over,
});

/** Version 2 of the kernel's file capabilities: cap_setuid and cap_net_raw, permitted and effective. */
const capability = Buffer.from('0100000280200000000000000000000000000000', 'hex').toString('latin1');

/** Whatever can be in an archive. */
export const everyKind: readonly Plain[] = [
  folder(''),
  folder('d', { mode: 0o1777, uid: 5, gid: 6 }),
  file('d/empty', ''),
  file('d/nothing-allowed', 'secret', { mode: 0 }),
  file('d/all-bits', 'x', { mode: 0o7755, uid: 70_000, gid: 3_000_000_000 }),
  {
    ...plain,
    path: 'd/hard',
    type: 'hardlink',
    target: 'd/all-bits',
    mode: 0o7755,
    uid: 70_000,
    gid: 3_000_000_000,
  },
  { ...plain, path: 'd/link', type: 'link', target: '../no/where', mode: 0o777 },
  { ...plain, path: 'd/long-link', type: 'link', target: `/${'t'.repeat(300)}`, mode: 0o777 },
  { ...plain, path: 'd/pipe', type: 'other', device: { kind: 'pipe', major: 0, minor: 0 } },
  { ...plain, path: 'd/zero', type: 'other', device: { kind: 'character', major: 1, minor: 5 } },
  file('d/raw', 'x', { attributes: { 'SCHILY.xattr.security.capability': capability } }),
  file(`d/${'ü'.repeat(100)}`, 'long name, not ASCII'),
  file('d/late', 'after 2038', { modified: 5_000_000_000_000 }),
  { ...file('d/big', ''), content: '3000000 times b', size: 3_000_000 },
];

export async function* toEntries(list: readonly Plain[]): FileEntries {
  for (const { content: given = '', ...entry } of list) {
    const [, times, letter = ''] = /^(\d+) times (.)$/.exec(given) ?? [];
    const content = times ? letter.repeat(Number(times)) : given;
    await Promise.resolve();
    yield { ...entry, read: () => Readable.from([Buffer.from(content)]) };
  }
}

/** Sorted by path. */
export async function collect(entries: FileEntries): Promise<Plain[]> {
  const list: Plain[] = [];
  for await (const entry of entries) {
    const facts = Object.fromEntries(
      Object.entries(entry).filter(([key]) => key !== 'read'),
    ) as unknown as Plain;
    list.push(entry.type === 'file' ? { ...facts, content: await readText(entry.read()) } : facts);
  }
  return sorted(list);
}

async function readText(content: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  // Failures are printed.
  return text.length < 100 ? text : `${text.length} times ${text.charAt(0)}`;
}

export const sorted = (list: readonly Plain[]): Plain[] =>
  [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
