import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { device, file, folder, hardlink, link, pipe, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  'a.txt': file('a'),
  'b.txt': file('bb', 0o600),
  'run.sh': file('#!/bin/sh\n', 0o4755),
  dir: folder(0o700),
  'dir/one': file('one', 0o640),
  'dir/two': file('two'),
  'dir/empty': folder(0o2775),
  'dir/link': link('one'),
  'dir/up': link('../a.txt'),
  'dir/far': link('../../../../x'),
  'dir/away': link('/etc/passwd'),
  'dir/deep/er/file': file('deep'),
  '.hidden': file('hidden'),
};

// Destinations say what each is for.
test('files and folders to new places', likeDocker, {
  context: tree,
  copy: [
    { sources: ['a.txt'], destination: '/a file to a new name' },
    { sources: ['a.txt'], destination: '/a file to a new folder/y/' },
    { sources: ['b.txt'], destination: '/a file below missing parents/y/z' },
    { sources: ['dir'], destination: '/a folder to a new folder' },
    { sources: ['dir/'], destination: '/a folder to a new folder with a slash/y/' },
    { sources: ['/'], destination: '/the whole context to a new folder/y/' },
    { sources: ['a.txt', 'b.txt', 'dir'], destination: '/several files to a folder/' },
    { sources: ['a.txt', 'b.txt'], destination: '/several files to a name without a slash' },
    { sources: ['dir', 'a.txt'], destination: '/a folder and a file to a name without a slash' },
    { sources: ['../../a.txt'], destination: '/a source above the context is cut to it' },
    { sources: ['.//dir/../dir/./one'], destination: '/a source with dots and slashes' },
    { sources: ['a.txt/'], destination: '/a file with a slash behind it/' },
    { sources: ['dir/.', 'dir/deep/./'], destination: '/a folder with a dot behind it' },
    {
      sources: ['a.txt'],
      files: [
        { name: 'one', content: 'first\n' },
        { name: 'two', content: 'ö\n' },
      ],
      destination: '/heredocs/',
    },
  ],
});

test('a file into an existing folder', likeDocker, {
  context: tree,
  copy: { sources: ['run.sh'], destination: '/etc' },
});
test('a file over a file', likeDocker, {
  context: tree,
  before: 'echo old > /x && chown 3:4 /x && chmod 600 /x',
  copy: { sources: ['a.txt'], destination: '/x' },
});
test('a folder into an existing folder keeps its mode and owner', likeDocker, {
  context: tree,
  before:
    'mkdir -m 710 /x && chown 3:4 /x && mkdir -m 711 /x/empty && chown 5:6 /x/empty && echo old > /x/one',
  copy: { sources: ['dir'], destination: '/x' },
});
test('the whole context to the root', likeDocker, {
  context: tree,
  copy: { sources: ['.'], destination: '/' },
});
test('of two files with one name the last stays', likeDocker, {
  context: { 'p/f': file('first'), 'q/f': file('second', 0o600) },
  copy: { sources: ['p/f', 'q/f'], destination: '/x/' },
});
test('two folders with the same content are merged', likeDocker, {
  context: { 'p/d': folder(0o700), 'p/d/f': file('first'), 'q/d': folder(0o711), 'q/d/g': file('second') },
  copy: { sources: ['p', 'q'], destination: '/x' },
});
test('hard links stay within one folder, not across two', likeDocker, {
  context: { 'd/a': file('same'), 'd/b': hardlink('d/a'), 'd/s/c': hardlink('d/a'), 'e/d': hardlink('d/a') },
  copy: { sources: ['d', 'e'], destination: '/x/' },
});
test('a pipe in a folder', likeDocker, {
  context: { 'd/p': pipe, 'd/f': file('f') },
  copy: { sources: ['d'], destination: '/x' },
});
test('a device in a folder', likeDocker, {
  context: { 'd/null': device, 'd/f': file('f') },
  copy: { sources: ['d'], destination: '/x' },
});
test('a file over a folder that only links lead to', likeDocker, {
  context: tree,
  before: 'mkdir -p /w/a.txt && ln -s w /x',
  copy: { sources: ['a.txt'], destination: '/x/a.txt' },
});
test('names that begin with a dash or hold a colon', likeDocker, {
  context: { '-f': file('dash'), 'a:b': file('colon'), '~': file('home') },
  copy: { sources: ['-f', 'a:b', '~'], destination: '/x/' },
});
test('names that need quoting, and are long', likeDocker, {
  context: {
    [`d/${'n'.repeat(200)}/${'m'.repeat(100)}`]: file('long'),
    'd/ü ß': file('umlaut'),
    'd/new\nline': file('line'),
    'd/back\\slash': file('slash'),
    'd/.wh.whiteout': file('whiteout'),
  },
  copy: { sources: ['d'], destination: '/x' },
});
test('an empty file and an empty folder', likeDocker, {
  context: { 'd/e': file(''), 'd/f': folder(), g: file('', 0o777) },
  copy: { sources: ['d', 'g'], destination: '/x/' },
});
test('a file of a megabyte', likeDocker, {
  context: { big: file(Buffer.alloc(1_300_001, 'big')) },
  copy: { sources: ['big'], destination: '/x' },
});
test('a heredoc to a name', likeDocker, {
  copy: { files: [{ name: 'EOF', content: 'text\n' }], destination: '/x/y', mode: 0o755, owner: '3' },
});
