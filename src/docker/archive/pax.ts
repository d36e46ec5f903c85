// Extended headers of archives (POSIX pax): records `LENGTH KEY=VALUE\n`, LENGTH counting itself in bytes.
// Values may be any bytes (file capabilities are), so records are held as strings of one character a byte: latin1.
import { decodeText, encodeText } from '../../syntax/text-bytes.js';
import { blockBytes } from './header-block.js';

export type PaxRecords = Readonly<Record<string, string>>;

export function decodePax(bytes: Buffer): PaxRecords {
  const records: Record<string, string> = {};
  let rest = bytes.toString('latin1');
  for (;;) {
    const length = Number.parseInt(rest, 10);
    if (!(length > 0)) return records;
    const record = rest.slice(rest.indexOf(' ') + 1, length - 1);
    const equals = record.indexOf('=');
    records[record.slice(0, equals)] = record.slice(equals + 1);
    rest = rest.slice(length);
  }
}

/**
 * Filled up to whole blocks of an archive with a comment, where one fits: engines take an archive apart with one step
 * for each piece of it, and skip padding with a step of its own (a sixth of what an image of 10,000 files takes).
 */
export function encodePax(records: PaxRecords): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const tail = ` ${key}=${value}\n`;
    let length = tail.length;
    while (String(length).length + tail.length !== length) length = String(length).length + tail.length;
    return `${length}${tail}`;
  });
  const text = lines.join('');
  return Buffer.from(text + commentOf(-text.length & (blockBytes - 1)), 'latin1');
}

/** A record of exactly this many bytes; nothing where no record is so short. */
function commentOf(length: number): string {
  const missing = length - `${length} comment=\n`.length;
  return missing < 0 ? '' : `${length} comment=${' '.repeat(missing)}\n`;
}

/** Text in a record is UTF-8, but for names that are none. */
export function toPaxText(text: string): string {
  return encodeText(text).toString('latin1');
}

export function fromPaxText(value: string): string {
  return decodeText(Buffer.from(value, 'latin1'));
}
