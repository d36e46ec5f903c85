// The frontend inside Docker 28 does not know --parents, so it is given an --exclude with the same meaning: BuildKit
// has the folders on the way made by the same code for both.
import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, link, type Tree } from '../helpers/file-tree.js';

const tree: Tree = {
  'a.txt': file('a'),
  d: folder(0o700),
  'd/a.txt': file('a in d'),
  'd/deep': folder(0o2711),
  'd/deep/a.txt': file('a in deep', 0o4755),
  'd/deep/c.js': file('c'),
  'd/deep/er/b.txt': file('b'),
  'e/x/a.txt': file('a in x'),
  'e/y/b.md': file('b in y'),
  'to-d': link('d'),
};
const context = { context: tree };

/** All but the named paths below a source is left out. */
const only = (source: string, ...paths: string[]): string =>
  `--exclude=** ${paths.map((path) => `--exclude=!${path}`).join(' ')} ${source}`;

test('--parents: the whole path of a source is kept', likeDocker, {
  ...context,
  lines: [
    'COPY --parents d/deep/a.txt /file/',
    'COPY --parents ./d/deep /folder/',
    'COPY --parents a.txt d/deep/er e/x /several',
    'COPY --parents --chown=3:4 --chmod=750 /d/deep/er /changed/',
    'COPY --parents --chmod=g+w d/deep/c.js /symbols/',
  ],
  sameAs: [
    `COPY ${only('.', 'd/deep/a.txt')} /file/`,
    `COPY ${only('.', 'd/deep')} /folder/`,
    `COPY ${only('.', 'a.txt', 'd/deep/er', 'e/x')} /several`,
    `COPY --chown=3:4 --chmod=750 ${only('.', 'd/deep/er')} /changed/`,
    `COPY --chmod=g+w ${only('.', 'd/deep/c.js')} /symbols/`,
  ],
});
test('--parents: what stands before /./ is not kept', likeDocker, {
  ...context,
  lines: [
    'COPY --parents d/./deep/a.txt /pivot/',
    'COPY --parents d/../d/./deep/er /dots/',
    'COPY --parents to-d/./deep/er /link/',
    'COPY --parents */./deep/a.txt /star-before/',
  ],
  sameAs: [
    `COPY ${only('d', 'deep/a.txt')} /pivot/`,
    `COPY ${only('d', 'deep/er')} /dots/`,
    `COPY ${only('to-d', 'deep/er')} /link/`,
    `COPY ${only('*', 'deep/a.txt')} /star-before/`,
  ],
});
test('--parents: wildcards, folders at any depth, and --exclude', likeDocker, {
  ...context,
  lines: [
    'COPY --parents */*/a.txt /stars/',
    'COPY --parents **/*.txt /depth/',
    'COPY --parents d/./**/*.txt /pivot/',
    'COPY --parents --exclude=**/er **/b.txt d/*.txt /exclude/',
    'COPY --parents no*thing /nothing/',
  ],
  sameAs: [
    `COPY ${only('.', '*/*/a.txt')} /stars/`,
    `COPY ${only('.', '**/*.txt')} /depth/`,
    `COPY ${only('d', '**/*.txt')} /pivot/`,
    `COPY ${only('.', 'd/*.txt')} /exclude/`,
    `COPY ${only('.', 'no*thing')} /nothing/`,
  ],
});
test('--parents: existing folders on the way keep their owners', likeDocker, {
  ...context,
  before: 'mkdir -p -m 777 /x/d/deep && chown -R 5:6 /x',
  lines: ['COPY --parents --chown=7 d/deep/er/b.txt /x'],
  sameAs: [`COPY --chown=7 ${only('.', 'd/deep/er/b.txt')} /x`],
});
test('--parents from a stage', likeDocker, {
  origin:
    'mkdir -p /o/d/e /o/f && echo a > /o/d/e/a && echo b > /o/f/b && ln -s d /o/l && chown -R 3:4 /o && chmod 700 /o/d',
  lines: [
    'COPY --from=origin --parents /o/d/e/a /whole/',
    'COPY --from=origin --parents /o/l/./e /o/./f /pivot/',
  ],
  sameAs: [
    `COPY --from=origin ${only('/', 'o/d/e/a')} /whole/`,
    `COPY --from=origin ${only('/o/l', 'e')} /pivot/\nCOPY --from=origin ${only('/o', 'f')} /pivot/`,
  ],
});
test('--parents of a path that is missing', likeDocker, {
  ...context,
  lines: ['COPY --parents d/missing /x/'],
  sameAs: ['COPY d/missing /x/'],
  fails: true,
});
