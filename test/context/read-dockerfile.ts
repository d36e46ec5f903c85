import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { readDockerfile } from '../../src/context/read-dockerfile.js';
import { encodeText } from '../../src/syntax/text-bytes.js';
import { file, makeTree, type Tree } from '../helpers/file-tree.js';

const refused = test.macro(async (t, tree: Tree, path: string, message: RegExp, hint: RegExp) => {
  const root = await makeTree(tree);
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const error = await t.throwsAsync(readDockerfile(join(root, path)), { name: 'UsageError', message });
  t.regex((error as { hint?: string } | undefined)?.hint ?? '', hint);
});

test('its text, its bytes and its path', async (t) => {
  const root = await makeTree({ Dockerfile: file('\uFEFFFROM a\r\n# \u00fc\n') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const path = join(root, 'Dockerfile');
  const read = await readDockerfile(path);
  t.is(read.text, '\uFEFFFROM a\r\n# \u00fc\n');
  t.deepEqual(encodeText(read.text), read.bytes);
  t.is(read.path, path);
});

test(
  'another spelling',
  refused,
  { dockerfile: file('FROM a') },
  'Dockerfile',
  /does not exist$/,
  /`.*\/dockerfile`/,
);
test(
  'another name',
  refused,
  { Containerfile: file('FROM a') },
  'Dockerfile',
  /does not exist$/,
  /Containerfile`/,
);
test(
  'a slip',
  refused,
  { 'web.Dockerfile': file('F') },
  'wbe.Dockerfile',
  /does not exist$/,
  /web\.Dockerfile`/,
);
test('none there', refused, { 'main.go': file('') }, 'Dockerfile', /does not exist$/, /--file/);
test('no folder', refused, {}, 'x/Dockerfile', /neither does the directory .*\/x$/, /--file/);
test('below a file', refused, { x: file('') }, 'x/Dockerfile', /neither does the directory/, /--file/);
test('a folder', refused, { 'x/Dockerfile': file('FROM a') }, 'x', /is a directory$/, /x\/Dockerfile`/);
test('zero bytes', refused, { x: file('FROM a\0') }, 'x', /zero byte at offset 6$/, /UTF-8/);
test(
  'too large',
  refused,
  { x: file(Buffer.alloc(10_000_001, '#')) },
  'x',
  /has 10 MB, .* no more than 10 MB/,
  /--file/,
);
test('empty', refused, { x: file('') }, 'x', /is empty$/, /FROM/);
test('blank', refused, { x: file('\uFEFF \r\n\t\n') }, 'x', /is empty$/, /FROM/);
