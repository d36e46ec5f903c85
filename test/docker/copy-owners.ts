import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, hardlink, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  f: file('f', 0o640),
  d: folder(0o700),
  'd/f': file('f', 0o4711),
  'd/g': hardlink('d/f'),
  'd/l': link('f'),
  'd/e': folder(0o1777),
};
const users =
  'printf "app:x:12:34::/:/bin/sh\\nbad:x:y:z::/:\\n" >> /etc/passwd; echo "team:x:56:" >> /etc/group';
const sources = ['f', 'd'];

const owners = [
  '3',
  '3:4',
  ':33',
  'app',
  'app:team',
  'app:7',
  'nobody-here',
  '3:no-group',
  'root',
  'bad',
  'app:',
  '+5',
  '007:root',
];

test('--chown: names, numbers, groups, and what is neither', likeDocker, {
  context: tree,
  before: users,
  copy: owners.map((owner, index) => ({ sources, destination: `/x${String(index)}/y/`, owner })),
});
test('--chown with an existing destination', likeDocker, {
  context: tree,
  before: 'mkdir -m 711 /x && chown 1:2 /x',
  copy: { sources, destination: '/x', owner: '3:4' },
});
test('--chown without /etc/passwd', likeDocker, {
  context: tree,
  before: 'rm -f /etc/passwd /etc/group',
  copy: { sources, destination: '/x/', owner: 'app:team' },
});
test('--chown with a linked /etc/passwd', likeDocker, {
  context: tree,
  before: 'echo "app:x:12:34::/:" > /users; rm -f /etc/passwd; ln -s /users /etc/passwd',
  copy: { sources, destination: '/x/', owner: 'app' },
});
const modes = [0o600, 0o755, 0o4755, 0o2770, 0o1777, 0o000];
test('--chmod: everything that is made gets it, parents without the special bits', likeDocker, {
  context: tree,
  copy: modes.map((mode) => ({ sources, destination: `/x${mode.toString(8)}/y/`, mode })),
});
test('--chmod with an existing destination', likeDocker, {
  context: tree,
  before: 'mkdir -m 711 -p /x/e',
  copy: { sources: ['d'], destination: '/x', mode: 0o640 },
});
test('--chmod and --chown to a name', likeDocker, {
  context: tree,
  copy: { sources: ['f'], destination: '/x/y', mode: 0o600, owner: '3' },
});
