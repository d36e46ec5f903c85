import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  f: file('f'),
  d: folder(0o700),
  'd/a': file('a'),
  'd/n': folder(),
  'd/n/b': file('b'),
  e: folder(),
  'e/c': file('c'),
};
/** The engine makes files of its own there. */
const except = /^\/(?:dev|etc)$/;
const old = "find /x -exec touch -h -d '2001-02-03 04:05:06' {} +";

test('times of the folders that a COPY makes', likeDocker, {
  context: tree,
  folderTimes: true,
  except,
  lines: [
    'COPY d /folder',
    'COPY d /below/parents/y',
    'COPY f /file/',
    'COPY f /file-below/parents/y',
    'COPY d e /two',
    'COPY d f /then-a-file/',
    'COPY f d /after-a-file/',
    'COPY --exclude=n --exclude=!n/b d /on-the-way',
  ],
});
for (const line of [
  'COPY d /x',
  'COPY f /x/',
  'COPY d e /x',
  'COPY d f /x/',
  'COPY f d /x/',
  'COPY --chown=3:4 --chmod=600 d /x',
  'COPY --exclude=n --exclude=!n/b d /x',
])
  test(`times of folders that exist: ${line}`, likeDocker, {
    context: tree,
    before: `mkdir -p -m 750 /x/n /x/other && chown 5:6 /x && touch /x/n/b && ${old}`,
    folderTimes: true,
    except,
    lines: [line],
  });
