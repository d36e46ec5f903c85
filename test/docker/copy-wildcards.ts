import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  'a.txt': file('a'),
  'b.txt': file('b'),
  '.c.txt': file('c'),
  'd.txt': folder(0o700),
  'd.txt/inside': file('inside'),
  'sub/e.txt': file('e'),
  'sub/f.md': file('f'),
  'sub/one/g.txt': file('g'),
  'sub/two/g.txt': file('other'),
  'odd[1].txt': file('odd'),
  'star*.md': file('star'),
  'to-file': link('a.txt'),
  'to-folder': link('sub'),
};

// Destinations say what each is for.
test('wildcards', likeDocker, {
  context: tree,
  copy: [
    { sources: ['*.txt'], destination: '/a star matches dot files and folders whose content is copied/' },
    { sources: ['*'], destination: '/a star for everything/' },
    { sources: ['a*'], destination: '/one match to a name' },
    { sources: ['[ab].txt'], destination: '/several matches to a name' },
    { sources: ['[a-b].txt'], destination: '/a class/' },
    { sources: ['[^a].txt'], destination: '/a negated class/' },
    { sources: ['odd[[]1].txt'], destination: '/brackets that mean themselves/' },
    { sources: ['sub/*/g.txt'], destination: '/a star in the middle of a path/' },
    { sources: ['to-folder/*.txt'], destination: '/a star below a linked folder/' },
    { sources: ['to-*'], destination: '/links that match are followed/' },
    { sources: ['*.zip'], destination: '/nothing matches/' },
    { sources: ['*.zip', 'a.txt'], destination: '/nothing matches beside a file' },
    { sources: ['a.txt/*.md', 'a.txt'], destination: '/a star below a file/' },
    { sources: ['star\\*.m?'], destination: '/an escaped star/' },
  ],
});

test('files and a folder to a name', likeDocker, {
  context: tree,
  copy: { sources: ['?.txt'], destination: '/x' },
  fails: true,
});
test('a star below a folder that is missing', likeDocker, {
  context: tree,
  copy: { sources: ['missing/*.txt', 'a.txt'], destination: '/x/' },
  fails: true,
});
test('a star and a link that leads nowhere', likeDocker, {
  context: { a: file('a'), b: link('missing') },
  copy: { sources: ['*'], destination: '/x/' },
  fails: true,
});
test('an escape without a wildcard is no escape', likeDocker, {
  context: tree,
  copy: { sources: ['star\\*.md'], destination: '/x/' },
  fails: true,
});
test('a malformed pattern', likeDocker, {
  context: tree,
  copy: { sources: ['[a'], destination: '/x/' },
  fails: true,
});
