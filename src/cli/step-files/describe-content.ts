// A file's content for the screen: lines of text, or what kind of file it is that has none.
import type { FileText } from '../../tui/step-files.js';
import { plainBytes } from '../../report/checkpoints-text.js';

/** Of a file so much is read and shown. */
export const shownBytes = 1 << 20;

/** `bytes` is all of it, or its beginning; `size` that of the whole file. */
export function describeContent(bytes: Buffer, size: number): FileText {
  const text = readText(bytes, bytes.length < size);
  if (text === undefined)
    return { lines: [], notes: [`${describeKind(bytes)}, ${plainBytes(size)}: no text to show`] };
  const isCut = bytes.length < size;
  return {
    lines: toLines(text),
    notes: [
      ...(size === 0 ? ['an empty file'] : []),
      ...(isCut ? [`cut: the first ${plainBytes(bytes.length)} of ${plainBytes(size)}`] : []),
    ],
  };
}

/** Undefined of what is no text in UTF-8. */
export function readText(bytes: Buffer, isCut: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    // With `stream` a character that the cut goes through is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return undefined;
  }
}

const toLines = (text: string): readonly string[] => {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** What files of a kind begin with, in Latin-1. */
const kinds: readonly (readonly [beginning: string, name: string])[] = [
  ['\x7fELF', 'a program or library (ELF)'],
  ['\x1f\x8b', 'compressed with gzip'],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd'],
  ['\xfd7zXZ\0', 'compressed with xz'],
  ['BZh', 'compressed with bzip2'],
  ['PK\x03\x04', 'a zip archive'],
  ['!<arch>\n', 'an archive of object files (ar)'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['\x89PNG', 'an image (PNG)'],
  ['\xff\xd8\xff', 'an image (JPEG)'],
  ['GIF8', 'an image (GIF)'],
  ['%PDF', 'a document (PDF)'],
  ['\xca\xfe\xba\xbe', 'a Java class'],
  ['\0asm', 'a WebAssembly module'],
];

function describeKind(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 512);
  if (head.slice(257, 262) === 'ustar') return 'an archive (tar)';
  return kinds.find(([beginning]) => head.startsWith(beginning))?.[1] ?? 'a binary file';
}
