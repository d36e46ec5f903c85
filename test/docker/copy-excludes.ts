import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, hardlink, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  'a.txt': file('a'),
  'b.md': file('b'),
  d: folder(0o700),
  'd/a.txt': file('a in d'),
  'd/b.md': file('b in d'),
  'd/deep': folder(0o711),
  'd/deep/a.txt': file('a in deep'),
  'd/deep/c.js': file('c'),
  'd/empty': folder(),
  'd/link': link('a.txt'),
  'e/x/a.txt': file('a in x'),
  'e/y/b.md': file('b in y'),
};

const patterns = [
  '*.txt',
  '**/*.txt',
  'd',
  'd/*',
  'd/**',
  '**/deep',
  '/d',
  'd/',
  './d/../d/deep',
  '*',
  '**',
  'd/?eep/[ab]*',
];

test('--exclude: patterns of an ignore file, below each source', likeDocker, {
  context: tree,
  lines: patterns.map((pattern, index) => `COPY --exclude=${pattern} . /x${String(index)}/`),
});
test('--exclude: several, exceptions, and a source of its own', likeDocker, {
  context: tree,
  lines: [
    'COPY --exclude=d --exclude=!d/deep/c.js . /exception/',
    'COPY --exclude=** --exclude=!**/*.md . /all-but/',
    'COPY --exclude=*.txt a.txt b.md d /files-of-their-own-name/',
    'COPY --exclude=*.txt *.txt /star/',
    'COPY --exclude=d --exclude=a.txt . /two/',
    'COPY --exclude=x/a.txt e /below/',
    'COPY --exclude=$NOT_EXPANDED --exclude="*.md" . /words/',
    'ADD --exclude=*.md --chmod=600 --chown=3:4 . /add/',
  ],
});
test('--exclude: an existing folder on the way to an exception keeps owner and time', likeDocker, {
  context: tree,
  before: 'mkdir -p -m 777 /x/d/deep && chown -R 5:6 /x',
  lines: ['COPY --exclude=d --exclude=!d/deep/c.js --chown=7 . /x/'],
});
test('--exclude: the first name of a file is left out', likeDocker, {
  context: { 'd/a': file('same'), 'd/b': hardlink('d/a'), 'd/c': hardlink('d/a') },
  lines: ['COPY --exclude=a d /x/'],
});
test('--exclude of a stage', likeDocker, {
  origin:
    'mkdir -p /o/d/e && cd /o/d && echo a > a && ln a b && ln a e/c && echo n > n.txt && chown -R 3:4 /o && chmod 700 e',
  lines: [
    'COPY --from=origin --exclude=a /o/d /first/',
    'COPY --from=origin --exclude=d --exclude=!d/e/c /o /exception/',
    'COPY --from=origin --exclude=*.txt /o/* /star/',
  ],
});
