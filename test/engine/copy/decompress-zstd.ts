import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import test from 'ava';
import { decompressZstd } from '../../../src/engine/copy/decompress-zstd.js';

const compress = (content: Buffer, ...flags: readonly string[]): Buffer =>
  execFileSync('zstd', ['-q', '-c', ...flags], { input: content, maxBuffer: 2 ** 28 });

async function decompress(compressed: Buffer, chunkBytes = 65_536): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < compressed.length; at += chunkBytes)
    chunks.push(compressed.subarray(at, at + chunkBytes));
  const made: Uint8Array[] = [];
  for await (const piece of decompressZstd(Readable.from(chunks))) made.push(piece);
  return Buffer.concat(made);
}

const text = Buffer.from(Array.from({ length: 40_000 }, (_, at) => `line ${String(at % 977)}\n`).join(''));

const comesBack = test.macro(async (t, content: Buffer, flags: readonly string[], chunkBytes?: number) => {
  t.true((await decompress(compress(content, ...flags), chunkBytes)).equals(content));
});
test('zstd: nothing', comesBack, Buffer.alloc(0), []);
test('zstd: text', comesBack, text, []);
test('zstd: text, packed as small as it gets', comesBack, text, ['--ultra', '-22']);
test('zstd: text, in pieces of one byte', comesBack, text, ['-1', '--no-check'], 1);
test('zstd: what cannot be made smaller', comesBack, randomBytes(700_001), []);
test('zstd: what becomes very small', comesBack, Buffer.alloc(5_000_000), []);
test('zstd: matches from far back', comesBack, Buffer.concat([text, randomBytes(3_000_000), text]), [
  '--long=24',
]);

test('zstd: frames one after the other, one that is skipped among them', async (t) => {
  const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const frames = Buffer.concat([compress(Buffer.from('one ')), skipped, compress(Buffer.from('two'))]);
  t.is((await decompress(frames)).toString(), 'one two');
});

test('zstd: what is damaged or cut is said to be', async (t) => {
  const whole = compress(text);
  const damaged = Buffer.from(whole);
  damaged.fill(0xff, 4, 40);
  for (const wrong of [damaged, whole.subarray(0, whole.length - 100), Buffer.from('(\xb5/\xfd', 'latin1')]) {
    const error = await t.throwsAsync(decompress(wrong));
    t.regex(String((error as NodeJS.ErrnoException).code), /^ZSTD_/);
  }
});
