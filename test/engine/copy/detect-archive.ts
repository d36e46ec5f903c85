import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { detectArchive, type DetectedArchive } from '../../../src/engine/copy/detect-archive.js';
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

const detects = test.macro(async (t, bytes: Uint8Array, expected: DetectedArchive | undefined) => {
  t.deepEqual(await detectArchive(sourceOf(bytes)), expected);
});

test('a plain archive', detects, tar, { compression: 'none', isCertain: true });
test('an archive in gzip', detects, gzipSync(tar), { compression: 'gzip', isCertain: true });
test('bzip2', detects, Buffer.from('BZh91AY&SY'), { compression: 'bzip2', isCertain: false });
test('xz', detects, Buffer.from('\xfd7zXZ\0rest', 'latin1'), { compression: 'xz', isCertain: false });
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
  t.is(await detectArchive({ name: 'd', type: 'directory', entries }), undefined);
});
