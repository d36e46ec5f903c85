import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'ava';
import { changeOwners } from '../../../src/engine/copy/change-owners.js';

const script = `d=$(mktemp -d); trap 'rm -rf $d' EXIT; cd $d
mkdir -p a/b; echo f > a/f; ln a/f a/g; ln -s f a/l; mkfifo a/p; head -c 100000 /dev/zero > a/big; : > a/empty
mkdir a/${'n'.repeat(150)}; echo deep > a/${'n'.repeat(150)}/${'m'.repeat(150)}; truncate -s 600K a/sparse; echo x >> a/sparse
touch -d '2001-02-03 04:05:06.789' a/f`;
const archive = (options: string): Buffer =>
  execFileSync('bash', ['-ec', `${script}\ntar ${options} -cf - a`], { maxBuffer: 1 << 26 });
const list = (bytes: Uint8Array): string =>
  execFileSync('tar', ['--numeric-owner', '--full-time', '-tvf', '-'], { input: bytes }).toString();

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size));
}

async function changed(bytes: Buffer, owner: { uid: number; gid: number }, size: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of changeOwners(inPieces(bytes, size), owner)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

for (const [format, options] of [
  ['GNU', '--format=gnu --owner=someone:1 --group=group:2'],
  ['pax', '--format=pax --owner=someone:3000000 --group=group:4000000'],
  ['ustar', '--format=ustar --owner=someone:1 --exclude=*nnn*'],
  ['v7', '--format=v7 --owner=someone:1 --exclude=*nnn* --exclude=p'],
  ['sparse GNU', '--format=gnu -S --owner=someone:1'],
  ['sparse pax', '--format=pax -S --owner=someone:1'],
] as const) {
  for (const owner of [
    { uid: 3, gid: 4 },
    { uid: 3_000_001, gid: 2_147_483_647 },
  ]) {
    test(`${format} archives: everything belongs to ${JSON.stringify(owner)}, the rest stays`, async (t) => {
      const before = archive(options);
      const after = await changed(before, owner, 1000);
      const owners = new RegExp(` ${String(owner.uid)}/${String(owner.gid)} `);
      const lines = list(after).trimEnd().split('\n');
      for (const line of lines) t.regex(line, owners);
      const withoutOwners = (text: string): string => text.replaceAll(/ \d+\/\d+ +/g, ' ');
      t.is(withoutOwners(list(after)), withoutOwners(list(before)));
      const extract = (bytes: Buffer): Buffer =>
        execFileSync('tar', ['-xOf', '-'], { input: bytes, maxBuffer: 1 << 26 });
      t.true(extract(after).equals(extract(before)));
    });
  }
}

test('pieces of any size give the same', async (t) => {
  const before = archive('--format=pax --owner=a:3000000 --exclude=sparse --exclude=big');
  const expected = await changed(before, { uid: 1, gid: 1 }, before.length);
  for (const size of [1, 511, 512, 513, 65536])
    t.true((await changed(before, { uid: 1, gid: 1 }, size)).equals(expected), String(size));
});

test('what is no archive comes out as it is', async (t) => {
  const bytes = readFileSync('package.json').subarray(0, 100);
  t.deepEqual(await changed(bytes, { uid: 1, gid: 1 }, 10), bytes);
});
