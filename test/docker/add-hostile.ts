import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, type Tree } from '../helpers/file-tree.js';

/** What the machine's tar makes with these flags of a small tree. */
const tar = (flags: string, script = ''): Buffer =>
  execFileSync('bash', [
    '-ec',
    `d=$(mktemp -d); cd $d; mkdir -p a/b; echo f > a/f; echo g > a/b/g; ${script}
     find . -exec touch -h -d '2001-02-03 04:05:06' {} +; tar -P ${flags} -cf - a; rm -rf $d`,
  ]);
const whole = tar('');
const context: Tree = {
  'absolute.tar': file(tar(`--transform='s,^a,/etc/absolute,'`)),
  'above.tar': file(tar(`--transform='s,^a,../above,'`)),
  'link-out.tar': file(tar('', 'ln -s / a/root; ln -s ../../../etc a/up; ln -s /etc/passwd a/file')),
  'through-link.tar': file(tar(`--transform='s,^a/b/,a/link/,'`, 'ln -s /etc a/link')),
  'name-out.tar': file(tar(`--transform='s,^a/f,../../etc/passwd,'`)),
  'hard-link-out.tar': file(tar(`--transform='s,^a/[fh],../../etc/passwd,RSh'`, 'ln a/f a/h')),
  'devices.tar': file(tar('', 'mkfifo a/pipe; mknod a/null c 1 3')),
  'cut.tar': file(whole.subarray(0, 1500)),
  'cut.tgz': file(gzipSync(whole).subarray(0, 150)),
  'no-end.tar': file(whole.subarray(0, 4 * 512)),
};

const refused = ['above.tar', 'name-out.tar', 'hard-link-out.tar', 'cut.tar', 'cut.tgz'];

for (const name of Object.keys(context).filter((each) => !refused.includes(each)))
  for (const owner of ['', '--chown=3:4 '])
    test(`ADD ${owner}${name}`, likeDocker, { context, lines: [`ADD ${owner}${name} /x/y/`] });
for (const name of refused)
  test(`ADD ${name}`, likeDocker, { context, lines: [`ADD ${name} /x/y/`], fails: true });
test('ADD --unpack=false', likeDocker, {
  context,
  lines: ['ADD --unpack=false absolute.tar no-end.tar /x/', 'ADD --unpack=true devices.tar /y/'],
});
