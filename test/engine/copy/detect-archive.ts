import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { detectArchive, type Compression } from '../../../src/engine/copy/detect-archive.js';
import { EngineError } from '../../../src/messages/errors.js';
import type { ReadableSource } from '../../../src/engine/copy/lay-out.js';
import { fakeContainers, fakeFile } from '../../helpers/fake-containers.js';

const tar = execFileSync('tar', ['-cf', '-', 'package.json']);

function sourceOf(bytes: Uint8Array, pieceBytes = 100): ReadableSource {
  async function* read(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      yield await Promise.resolve(bytes.subarray(start, start + pieceBytes));
    }
  }
  const entry = {
    path: '',
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    modified: 0,
    size: bytes.length,
    read,
  } as const;
  return {
    name: 'x',
    type: 'file',
    entries: async function* () {
      yield await Promise.resolve(entry);
    },
  };
}

/** What the engine would decompress. */
const asked: unknown[] = [];
const elsewhere = (content: Uint8Array | undefined) =>
  // eslint-disable-next-line @typescript-eslint/require-await -- what is there, as a sequence
  async function* (archive: unknown): AsyncGenerator<Uint8Array> {
    asked.push(archive);
    if (content === undefined) throw new EngineError('import', 'refused', 'no archive');
    yield content;
  };

const detects = test.macro(
  async (t, bytes: Uint8Array, expected: Compression | undefined, told?: Uint8Array) => {
    t.is(await detectArchive(sourceOf(bytes), elsewhere(told)), expected);
  },
);
const compress = (command: string, input: Uint8Array | string, ...words: string[]): Buffer =>
  execFileSync(command, ['-c', ...words], { input });
const noise = Buffer.from(Array.from({ length: 1_200_000 }, (_, at) => (at * 7919) ^ (at >> 7)));

test('a plain archive', detects, tar, 'none');
test('an archive in gzip', detects, gzipSync(tar), 'gzip');
for (const [command, name] of [
  ['bzip2', 'bzip2'],
  ['xz', 'xz'],
] as const) {
  const whole = compress(command, tar);
  test(`an archive in ${name}`, detects, whole, name);
  test(`a large archive in ${name}`, detects, compress(command, Buffer.concat([tar, noise])), name);
  test(`${name} of no archive`, detects, compress(command, 'FROM a\n'.repeat(200)), undefined);
  test(`${name} of a large file`, detects, compress(command, noise), undefined);
  test(`${name} of nothing`, detects, compress(command, ''), undefined);
  test(`a start of ${name}`, detects, whole.subarray(0, 30), undefined);
  test(`no more than the first bytes of ${name}`, detects, whole.subarray(0, 12), undefined);
}
const special = compress('xz', tar, '--check=sha256');
test('xz that only the engine reads', detects, special, 'xz', tar);
test('xz of which the engine says that it is no archive', detects, special, undefined);
test.serial('the engine is asked about nothing else', async (t) => {
  const before = asked.length;
  for (const command of ['bzip2', 'xz'])
    await detectArchive(sourceOf(compress(command, tar)), elsewhere(tar));
  t.is(asked.length, before);
});
test('text', detects, Buffer.from('FROM a\n'.repeat(200)), undefined);
test('text in gzip', detects, gzipSync('FROM a\n'.repeat(200)), undefined);
test('a short text in gzip', detects, gzipSync('FROM a'), undefined);
test('broken gzip', detects, gzipSync(tar).subarray(0, 30), undefined);
test('nothing', detects, Buffer.alloc(0), undefined);
test('zeros', detects, Buffer.alloc(10240), undefined);
test(
  'an archive of which a bit is wrong',
  detects,
  Buffer.concat([Buffer.from('X'), tar.subarray(1)]),
  undefined,
);

test('a folder is none', async (t) => {
  const { read } = fakeContainers({ c: { '/f': fakeFile('f') } });
  async function* entries(): AsyncGenerator<never> {
    yield* [];
    await read('c', '/f');
  }
  t.is(await detectArchive({ name: 'd', type: 'directory', entries }, elsewhere(tar)), undefined);
});
