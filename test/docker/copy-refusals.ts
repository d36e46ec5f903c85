import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = { f: file('f'), d: folder(), 'd/x': file('x'), 'd/y/z': file('z'), l: link('f') };

const refused = (title: string, before: string, sources: string[], destination: string): void => {
  test(title, likeDocker, { context: tree, before, copy: { sources, destination }, fails: true });
};

refused('a source that is missing', 'true', ['nope'], '/x');
refused('a source below a file', 'true', ['f/nope'], '/x');
refused('a folder over a file', 'touch /x', ['d'], '/x');
refused('a folder over a file with a slash', 'touch /x', ['d'], '/x/');
refused('a file to a file with a slash', 'touch /x', ['f'], '/x/');
refused('a file below a file', 'touch /x', ['f'], '/x/y');
refused('a file below a link to a file', 'touch /y; ln -s y /x', ['f'], '/x/y');
refused('a file over a folder of its name', 'mkdir -p /x/f', ['f'], '/x/');
refused('a nested file over a folder', 'mkdir -p /x/x', ['d'], '/x/');
refused('a nested folder over a file', 'mkdir -p /x; touch /x/y', ['d'], '/x/');
refused('a nested folder over a link to a folder', 'mkdir -p /x /w; ln -s /w /x/y', ['d'], '/x/');
refused('a folder after a file at one name', 'true', ['f', 'd'], '/x');
test('a file over a nested folder of an earlier source', likeDocker, {
  context: { 'a/n/f': file('f'), 'b/n': file('n') },
  copy: { sources: ['a', 'b'], destination: '/x/' },
  fails: true,
});
