import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, hardlink, link, socket, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  'a.txt': file('a'),
  'b.md': file('b'),
  docs: folder(0o700),
  'docs/readme.md': file('readme'),
  'docs/guide/one.md': file('one'),
  'docs/guide/two.txt': file('two'),
  'src/a.txt': file('a in src'),
  'src/deep/a.txt': file('a in deep'),
  'src/deep/b.js': file('b'),
  'src/empty': folder(0o711),
  'link-to-docs': link('docs'),
  'link-to-a': link('a.txt'),
  '.env': file('secret'),
};

const ignoring = (title: string, rules: string, sources = ['.']): void => {
  test(title, likeDocker, {
    context: { ...tree, '.dockerignore': file(rules) },
    copy: { sources, destination: '/x/' },
  });
};

ignoring('names', 'a.txt\ndocs\n.dockerignore\n');
ignoring('at any depth', '**/a.txt\n**/*.md\n');
ignoring('a folder and an exception below it', 'docs\n!docs/guide/one.md\n');
ignoring('everything but', '*\n!src\n');
ignoring('everything but one file deep down', '**\n!src/deep/b.js\n');
ignoring('the last rule wins', 'src\n!src/deep\nsrc/deep/a.txt\n');
ignoring('exceptions by wildcard', '**\n!**/*.txt\n');
ignoring(
  'comments, blanks, slashes and dots',
  '\uFEFF# c\n  a.txt  \n\n/docs/\n./src/../.env\n #no comment\n',
);
ignoring('carriage returns', 'a.txt\r\ndocs\r\n');
ignoring('a folder of which everything is ignored', 'docs/*\nsrc/**\n');
ignoring('an exception for what is gone', 'docs\n!docs/missing\n');
ignoring('a link', 'link-*\n');
ignoring('a source that holds hidden things', 'docs/guide\n**/b.js\n', ['docs', 'src']);
ignoring('an ignored folder, for its exception', 'docs\n!docs/guide/one.md\n', ['docs']);
ignoring('wildcards see what is left', '*.txt\nlink-*\ndocs\n!docs/guide/one.md\n', ['*']);
ignoring('a wildcard below an ignored folder', 'docs/*\n!docs/guide/*.md\n', ['docs/*']);
ignoring('a file that is listed, and cannot be opened', 'docs\n!docs/readme.md\ndocs\n');

const hidden = (title: string, rules: string, source: string): void => {
  test(title, likeDocker, {
    context: { ...tree, '.dockerignore': file(rules) },
    copy: { sources: [source], destination: '/x/' },
    fails: true,
  });
};
hidden('a hidden source', '*.txt\n', 'a.txt');
hidden('a hidden folder', 'docs\n', 'docs');
hidden('a source below a hidden folder', 'docs\n', 'docs/readme.md');
hidden('a hidden link', 'link-to-a\n', 'link-to-a');
hidden('a link to what is hidden', 'a.txt\n', 'link-to-a');
hidden('a star below a hidden folder', 'docs\n', 'docs/*');
hidden('a star that matches a link to what is hidden', 'a.txt\n', '*');
hidden('a malformed rule', 'a\n[\n', 'a.txt');
hidden('an exception of nothing', 'a\n!\n', 'a.txt');

test('hard links of which the first name is hidden', likeDocker, {
  context: {
    'd/a': file('same'),
    'd/b': hardlink('d/a'),
    'd/c': hardlink('d/a'),
    '.dockerignore': file('d/a\n'),
  },
  copy: { sources: ['d'], destination: '/x/' },
});
test('the rules beside the Dockerfile go first', likeDocker, {
  context: { ...tree, '.dockerignore': file('docs\n') },
  ownRules: 'src\n',
  copy: { sources: ['.'], destination: '/x/' },
});
test('a socket', likeDocker, {
  context: { 'd/s': socket, 'd/f': file('f') },
  copy: { sources: ['d'], destination: '/x/' },
});
