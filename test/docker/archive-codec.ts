import { Readable } from 'node:stream';
import test from 'ava';
import { countArchiveBytes } from '../../src/docker/archive/archive-bytes.js';
import { decodeArchive } from '../../src/docker/archive/decode-archive.js';
import { encodeArchive } from '../../src/docker/archive/encode-archive.js';
import { encodeHeader } from '../../src/docker/archive/header-block.js';
import { decodePax, encodePax } from '../../src/docker/archive/pax.js';
import { encodeText } from '../../src/syntax/text-bytes.js';
import { collect, everyKind, file, plain, sorted, time, toEntries } from '../helpers/plain-entries.js';

test('an archive of ours is read as it was written', async (t) => {
  // The engine takes no time before 1970.
  const list = [...everyKind.slice(1), file('d/old', 'old', { modified: -86_400_500 })];
  const read = await collect(decodeArchive(encodeArchive(toEntries(list))));
  const trimmed = read.map((entry) => ({ ...entry, path: entry.path.replace(/\/$/, '') }));
  t.deepEqual(trimmed, sorted(list));
});

const bytesOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunks) pieces.push(piece);
  return Buffer.concat(pieces);
};

test('names that are not UTF-8 keep their bytes, short and long, also beside what is', async (t) => {
  // As `decodeText` has them: the bytes e9, e8 and ff.
  const long = `d/${'x'.repeat(120)}\udce9`;
  const list = [
    file('f\udce8', 'one'),
    file('f\udce9', 'two'),
    file(long, 'three'),
    { ...plain, path: 'ü-\udcff', type: 'link' as const, target: `to-\udce9` },
    { ...plain, path: 'z', type: 'hardlink' as const, target: long },
  ];
  const archive = await bytesOf(encodeArchive(toEntries(list)));
  for (const name of ['f\xe8', 'f\xe9', 'x\xe9', 'to-\xe9', '\xc3\xbc-\xff'])
    t.true(archive.includes(Buffer.from(name, 'latin1')), name);
  t.false(archive.includes('\uFFFD'));
  t.is(await countArchiveBytes(toEntries(list)), archive.length);
  t.deepEqual(await collect(decodeArchive(Readable.from([archive]))), sorted(list));
});

test('long names of GNU keep their bytes too', async (t) => {
  const name = 'f\udce9'.repeat(60);
  const content = Buffer.alloc(512);
  encodeText(name).copy(content);
  const header = { mode: 0o644, uid: 0, gid: 0, modified: 0, linkName: '', major: 0, minor: 0 };
  const archive = Buffer.concat([
    encodeHeader({ ...header, name: '././@LongLink', kind: 'L', size: encodeText(name).length + 1 }),
    content,
    encodeHeader({ ...header, name: 'f', kind: '0', size: 0 }),
    Buffer.alloc(1024),
  ]);
  const [read] = await collect(decodeArchive(Readable.from([archive])));
  t.is(read?.path, name);
});

test('small pieces are gathered in their order, and large ones go as they are', async (t) => {
  const large = 'x'.repeat(100_000);
  const list = [file('a', 'one'), file('b', large), file('c', 'two'), file('d', large), file('e', large)];
  const pieces: Uint8Array[] = [];
  for await (const piece of encodeArchive(toEntries(list))) pieces.push(piece);
  // A header before each large one, and what ends the archive.
  t.deepEqual(
    pieces.map((piece) => piece.length === large.length),
    [false, true, false, true, false, true, false],
  );
  t.deepEqual(await collect(decodeArchive(Readable.from(pieces))), await collect(toEntries(list)));
});

test('the bytes of an archive are known before it is made', async (t) => {
  let bytes = 0;
  for await (const piece of encodeArchive(toEntries(everyKind))) bytes += piece.length;
  t.is(await countArchiveBytes(toEntries(everyKind)), bytes);
});

test('fractions of a second go into an archive', async (t) => {
  const list = await collect(
    decodeArchive(encodeArchive(toEntries([file('f', '', { modified: time + 123.456 })]))),
  );
  t.is(list[0]?.modified, time + 123.456);
});

test('an extended header fills whole blocks, and says no more than it did', (t) => {
  const filled: number[] = [];
  for (let length = 0; length < 1100; length += 1) {
    const records = { 'SCHILY.xattr.user.x': 'x'.repeat(length) };
    const bytes = encodePax(records);
    const { comment = '', ...read } = decodePax(bytes);
    t.deepEqual(read, records);
    t.regex(comment, /^ *$/);
    if (bytes.length % 512 === 0) filled.push(length);
    else t.true(512 - (bytes.length % 512) < 12, `${String(length)}: there was room for a comment`);
  }
  t.true(filled.length > 1000);
});

test('an archive that ends too early is an error', async (t) => {
  const whole: Uint8Array[] = [];
  for await (const piece of encodeArchive(toEntries([file('f', 'x'.repeat(2000))]))) whole.push(piece);
  for (const length of [100, 700, 1500]) {
    const cut = (async function* () {
      await Promise.resolve();
      yield Buffer.concat(whole).subarray(0, length);
    })();
    await t.throwsAsync(collect(decodeArchive(cut)), { message: /too early/ });
  }
});

test('content may be left unread', async (t) => {
  const paths: string[] = [];
  const entries = toEntries([file('a', 'x'.repeat(5000)), file('b', 'y'), file('c', '')]);
  for await (const { path } of decodeArchive(encodeArchive(entries))) paths.push(path);
  t.deepEqual(paths, ['a', 'b', 'c']);
});
