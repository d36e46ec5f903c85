import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, link, type Tree } from '../helpers/file-tree.js';

/** Everything an archive can hold; made by the machine's tar, as users' archives are. */
const tar = execFileSync(
  'bash',
  [
    '-ec',
    `d=$(mktemp -d); cd $d; mkdir -p a/b c; chmod 2751 a/b; echo f > a/f; ln a/f a/g; chmod 4755 a/f; ln -s ../../up a/up
     ln -s /etc/passwd a/abs; mkfifo c/p; : > a/empty; mkdir c/${'n'.repeat(120)}; echo deep > c/${'n'.repeat(120)}/ü
     setfattr -n user.note -v hi a/f 2>/dev/null || true
     find . -exec touch -h -d '2001-02-03 04:05:06' {} +
     tar --xattrs --format=pax --owner=someone:1234 --group=group:567 -cf - . ; rm -rf $d`,
  ],
  { maxBuffer: 1 << 26 },
);
const compressed = (command: string): Buffer =>
  execFileSync('bash', ['-ec', `command -v ${command} > /dev/null && ${command} -c`], { input: tar });

const add = { keyword: 'ADD' } as const;
const context: Tree = {
  plain: file(tar),
  'zipped.txt': file(gzipSync(tar)),
  'text.gz': file(gzipSync('no archive, but long enough for one: '.repeat(100))),
  'a.tar': file('no archive at all'),
  empty: file(''),
  broken: file(gzipSync(tar).subarray(0, 60)),
  'to-archive': link('plain'),
  'd/inner.tar': file(tar),
  d: folder(),
};

// Destinations say what each is for.
test('archives, and what only looks like one', likeDocker, {
  context,
  copy: [
    { ...add, sources: ['plain'], destination: '/a plain archive' },
    { ...add, sources: ['zipped.txt'], destination: '/a compressed archive whatever its name/y/' },
    { ...add, sources: ['a.tar', 'plain', 'text.gz', 'd'], destination: '/archives and files/' },
    { ...add, sources: ['d'], destination: '/an archive inside a folder is copied' },
    {
      ...add,
      sources: ['text.gz', 'a.tar', 'empty', 'broken'],
      destination: '/what only looks like an archive is copied/',
    },
    { sources: ['plain'], destination: '/COPY unpacks nothing' },
    { ...add, sources: ['plain'], destination: '/an archive with another owner/y', owner: '3:4' },
    {
      ...add,
      sources: ['zipped.txt'],
      destination: '/a compressed archive with a great owner/y',
      owner: '3000000',
      mode: 0o600,
    },
    {
      ...add,
      sources: ['plain'],
      destination: '/an archive with another mode keeps its modes/y',
      mode: 0o700,
    },
  ],
});

test('an archive to the root', likeDocker, {
  context,
  copy: { ...add, sources: ['plain'], destination: '/' },
});
test('an archive over what exists', likeDocker, {
  context,
  before: 'mkdir -p -m 700 /x/a /w && echo old > /x/a/f && ln -s /w /x/c && mkdir /x/a/up && touch /x/a/up/z',
  copy: { ...add, sources: ['plain'], destination: '/x' },
});
test('an archive through a link', likeDocker, {
  context,
  before: 'mkdir /w && ln -s w /x',
  copy: { ...add, sources: ['to-archive'], destination: '/x/y' },
});
test('an archive onto a file', likeDocker, {
  context,
  before: 'touch /x',
  copy: { ...add, sources: ['plain'], destination: '/x' },
  fails: true,
});
for (const [command, name] of [
  ['bzip2', 'a.tbz2'],
  ['xz', 'a.tar.xz'],
  ['zstd', 'a.tar.zst'],
] as const) {
  test(`an archive compressed with ${command}`, likeDocker, {
    context: { [name]: file(compressed(command)) },
    copy: { ...add, sources: [name], destination: '/x' },
  });
  test(`an archive compressed with ${command}, over what exists, with another owner`, likeDocker, {
    context: { [name]: file(compressed(command)) },
    before: 'mkdir -p -m 700 /x/a && echo old > /x/a/f && mkdir /x/a/up && touch /x/a/up/z',
    copy: { ...add, sources: [name], destination: '/x', owner: '3:4' },
  });
}
test('an archive compressed with xz that is not named like one, with another owner', likeDocker, {
  context: { data: file(compressed('xz')) },
  copy: { ...add, sources: ['data'], destination: '/x/', owner: '3:4' },
});
test('a file compressed with xz, with another owner', likeDocker, {
  context: { 'data.xz': file(execFileSync('xz', ['-c'], { input: 'no archive' })) },
  copy: { ...add, sources: ['data.xz'], destination: '/x/', owner: '3:4' },
});
test('a file compressed with xz', likeDocker, {
  context: { 'data.xz': file(execFileSync('xz', ['-c'], { input: 'no archive' })) },
  copy: { ...add, sources: ['data.xz'], destination: '/x/' },
});
