// An archive with another owner for everything in it, every other byte as it was: what ADD --chown unpacks.
import { byteSourceOf, type ByteSource } from './byte-source.js';
import type { Owner } from './find-owner.js';
import { blockBytes, kindOf, paddedBytes, setOwner, setSize, sizeOf } from './archive-header.js';

/** Longer extended headers than this are an attack, or damage, and are passed on for the engine to refuse. */
const maximumRecordsBytes = 1 << 20;
/** Links, devices and folders have no content, whatever their header says. */
const kindsWithoutContent = ['1', '2', '3', '4', '5', '6'];

/** Takes and gives an uncompressed archive. */
export async function* changeOwners(
  archive: AsyncIterable<Uint8Array>,
  owner: Owner,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = byteSourceOf(archive);
  let announcedSize: number | undefined;
  for (;;) {
    const header = await source.take(blockBytes);
    const isEnd = header.length < blockBytes || header.every((byte) => byte === 0);
    if (isEnd) {
      yield header;
      break;
    }
    if (kindOf(header) === 'x' && sizeOf(header) <= maximumRecordsBytes) {
      const records = await takeRecords(source, header);
      announcedSize = Number(records.get('size') ?? NaN);
      yield* writeRecords(header, records);
      continue;
    }
    const size = Number.isNaN(announcedSize ?? NaN) ? sizeOf(header) : (announcedSize ?? 0);
    announcedSize = undefined;
    yield setOwner(header, owner);
    yield* passSparseMap(source, header);
    if (!kindsWithoutContent.includes(kindOf(header))) yield* source.pass(paddedBytes(size));
  }
  yield* source.pass(Infinity);
}

/** GNU's sparse files may have more blocks of their map behind the header. */
async function* passSparseMap(
  source: ByteSource,
  header: Buffer,
): AsyncGenerator<Uint8Array, void, undefined> {
  let continues = kindOf(header) === 'S' && header[482] !== 0;
  while (continues) {
    const block = await source.take(blockBytes);
    continues = block.length === blockBytes && block[504] !== 0;
    yield block;
  }
}

/** One character a byte (latin1): values can be any bytes. */
type Records = Map<string, string>;

async function takeRecords(source: ByteSource, header: Buffer): Promise<Records> {
  const bytes = await source.take(paddedBytes(sizeOf(header)));
  const records: Records = new Map();
  let text = bytes.toString('latin1', 0, sizeOf(header));
  for (let length = Number.parseInt(text, 10); length > 0; length = Number.parseInt(text, 10)) {
    const record = text.slice(text.indexOf(' ') + 1, length - 1);
    const equals = record.indexOf('=');
    records.set(record.slice(0, equals), record.slice(equals + 1));
    text = text.slice(length);
  }
  return records;
}

const ownerRecords = ['uid', 'gid', 'uname', 'gname'];

function* writeRecords(header: Buffer, records: Records): Generator<Uint8Array, void, undefined> {
  const kept = [...records].filter(([key]) => !ownerRecords.includes(key));
  if (kept.length === 0) return;
  const bytes = Buffer.from(kept.map(([key, value]) => recordOf(key, value)).join(''), 'latin1');
  yield setSize(header, bytes.length);
  yield Buffer.concat([bytes, Buffer.alloc(paddedBytes(bytes.length) - bytes.length)]);
}

/** `LENGTH KEY=VALUE\n`, and LENGTH counts itself. */
function recordOf(key: string, value: string): string {
  const tail = ` ${key}=${value}\n`;
  let length = tail.length;
  while (String(length).length + tail.length !== length) length = String(length).length + tail.length;
  return `${String(length)}${tail}`;
}
