import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  plain: file('plain', 0o644),
  run: file('run', 0o4710),
  none: file('none', 0o000),
  all: file('all', 0o7777),
  odd: file('odd', 0o241),
  d: folder(0o2750),
  'd/f': file('f', 0o640),
  'd/x': file('x', 0o751),
  'd/e': folder(0o1700),
  'd/l': link('f'),
};

const modes = [
  'u+x,go-w',
  'a=rX',
  '+x',
  '-x',
  'g=u-w',
  'go=',
  '=rw,+X',
  'u=rws,g=s,o=t',
  '+t',
  '+rt',
  'o+st',
  'ug+st,a-x+X',
  'u-X',
  'o=g,g=o',
  'a+X,u-x',
  'u=g+x-w',
  'g=rxu',
  'og+u',
  '-s',
  'a=rwxst',
];

test('--chmod with symbols changes the mode each file has', likeDocker, {
  context: tree,
  lines: modes.map((mode) => `COPY --chmod=${mode} . /${mode}/y/`),
});
test('--chmod with symbols, with owner, from a stage and to existing folders', likeDocker, {
  origin: 'mkdir -p /o/d && echo f > /o/d/f && chmod 600 /o/d/f && chown 5:6 /o/d/f && chmod 2711 /o/d',
  before: 'mkdir -p -m 700 /x/d && echo app:x:12:34::/: >> /etc/passwd && echo app:x:56: >> /etc/group',
  context: tree,
  lines: [
    'COPY --from=origin --chmod=go+r --chown=app: /o /x',
    'COPY --chmod=u+x --chown=:33 plain /x/d/',
    'ADD --chmod=a+X --chown=app:app d /y',
  ],
});
