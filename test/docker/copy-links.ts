import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  real: folder(0o710),
  'real/f': file('f'),
  'real/l': link('f'),
  'to-file': link('real/f'),
  'to-folder': link('real'),
  'to-link': link('to-folder'),
  absolute: link('/real/f'),
  outside: link('../../../real/f'),
  'real/back': link('../to-file'),
};

// Destinations say what each is for.
test('links in the context', likeDocker, {
  context: tree,
  copy: [
    { sources: ['to-file'], destination: '/a link to a file/' },
    { sources: ['to-file'], destination: '/a link to a file to a name' },
    { sources: ['to-folder'], destination: '/a link to a folder' },
    { sources: ['to-link/l'], destination: '/a link to a link/' },
    { sources: ['absolute', 'outside', 'real/back'], destination: '/absolute links stay in the context/' },
  ],
});

test('a linked destination', likeDocker, {
  context: tree,
  before: 'mkdir /d && ln -s /d /x',
  copy: { sources: ['real'], destination: '/x' },
});
test('a linked destination with a slash', likeDocker, {
  context: tree,
  before: 'mkdir /d && ln -s d /x',
  copy: { sources: ['to-file'], destination: '/x/' },
});
test('a link on the way to the destination', likeDocker, {
  context: tree,
  before: 'mkdir -p /d/e && ln -s ../d /usr/x',
  copy: { sources: ['real/f'], destination: '/usr/x/e/n/m' },
});
test('a destination that is a link to a file', likeDocker, {
  context: tree,
  before: 'echo old > /d && ln -s d /x',
  copy: { sources: ['real/f'], destination: '/x' },
});
test('a destination that is a link to nothing', likeDocker, {
  context: tree,
  before: 'ln -s /not/there /x',
  copy: { sources: ['real/f'], destination: '/x' },
});
test('a folder to a link to nothing', likeDocker, {
  context: tree,
  before: 'ln -s not/there /x',
  copy: { sources: ['real'], destination: '/x/y' },
});
test('links to links to nothing, out of the root', likeDocker, {
  context: tree,
  before: 'ln -s y /x && ln -s ../../z/z /y',
  copy: { sources: ['real/f'], destination: '/x/' },
});
test('a file over a link in a folder replaces it', likeDocker, {
  context: tree,
  before: 'mkdir /x && echo old > /old && ln -s /old /x/f',
  copy: { sources: ['real/f'], destination: '/x/' },
});
test('a link in a tree over a file', likeDocker, {
  context: tree,
  before: 'mkdir /x && echo old > /x/l && ln -s /etc/passwd /x/f',
  copy: { sources: ['real'], destination: '/x/' },
});
test('a hard link in the destination is broken', likeDocker, {
  context: tree,
  before: 'mkdir /x && echo old > /x/f && ln /x/f /x/g',
  copy: { sources: ['real'], destination: '/x/' },
});
test('a circle of links in the context', likeDocker, {
  context: { a: link('b'), b: link('a') },
  copy: { sources: ['a'], destination: '/x/' },
  fails: true,
});
test('a circle of links at the destination', likeDocker, {
  context: tree,
  before: 'ln -s b /a && ln -s a /b',
  copy: { sources: ['real/f'], destination: '/a' },
  fails: true,
});
test('a link to nothing', likeDocker, {
  context: { a: link('b') },
  copy: { sources: ['a'], destination: '/x/' },
  fails: true,
});
test('a link to nothing inside a folder', likeDocker, {
  context: { 'd/a': link('b') },
  copy: { sources: ['d'], destination: '/x/' },
});
