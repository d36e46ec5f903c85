import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import test from 'ava';
import type { Answer } from '../helpers/answering-server.js';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file } from '../helpers/file-tree.js';

const tar = execFileSync('bash', [
  '-ec',
  `d=$(mktemp -d); cd $d; echo in > in; touch -d '2001-02-03' in; tar -cf - in; rm -r $d`,
]);
const digest = (text: string, kind = 'sha256'): string =>
  `${kind}:${createHash(kind).update(text).digest('hex')}`;

const server: Readonly<Record<string, Answer>> = {
  '/': { body: 'root' },
  '/a%20b+c': { body: 'name' },
  '/folder/': { body: 'folder' },
  '/query?x=/y/z': { body: 'query' },
  '/dated': { body: 'dated', headers: { 'Last-Modified': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
  '/undated': { body: 'undated', headers: { 'Last-Modified': 'yesterday' } },
  '/named': { body: 'named', headers: { 'Content-Disposition': 'attachment; filename="other.txt"' } },
  '/moved': { status: 302, headers: { Location: '/dated' } },
  '/zipped': { body: gzipSync('unzipped'), headers: { 'Content-Encoding': 'gzip' } },
  '/x-gzip': { body: gzipSync('unzipped'), headers: { 'Content-Encoding': 'x-gzip' } },
  '/br': { body: brotliCompressSync('unpacked'), headers: { 'Content-Encoding': 'br' } },
  '/deflate': { body: deflateSync('unpacked'), headers: { 'Content-Encoding': 'deflate' } },
  '/upper': { body: gzipSync('unzipped'), headers: { 'Content-Encoding': 'GZIP' } },
  '/nothing': { body: '', headers: { 'Content-Encoding': 'gzip' } },
  '/in.tar': { body: tar },
  '/in.tgz': { body: gzipSync(tar), headers: { 'Last-Modified': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
  '/empty': { body: '' },
  '/half': { body: 'half', breaksOff: true },
};

test('ADD of URLs: names, times, modes and owners', likeDocker, {
  server,
  context: { local: file('local') },
  before: 'mkdir -m 711 /existing && echo old > /old && chmod 4755 /old',
  lines: [
    'ADD http://HOST http://HOST/a%20b+c http://HOST/folder/ http://HOST/query?x=/y/z /names/',
    'ADD http://HOST/dated http://HOST/undated http://HOST/named http://HOST/empty /headers/',
    'ADD http://HOST/moved /moved/',
    'ADD http://HOST/zipped /zipped',
    'ADD http://HOST/dated /a/new/name',
    'ADD http://HOST/dated /existing',
    'ADD http://HOST/dated /old',
    'ADD --chmod=755 --chown=3:4 http://HOST/dated /changed/parents/',
    'ADD --chmod=go+r http://HOST/dated /symbols/',
    'ADD local http://HOST/dated http://HOST/moved /mixed/',
  ],
});
test('ADD of URLs: archives are unpacked only on request', likeDocker, {
  server,
  lines: [
    'ADD http://HOST/in.tar http://HOST/in.tgz /kept/',
    'ADD --unpack http://HOST/in.tar /unpacked/',
    'ADD --unpack=true --chown=3:4 http://HOST/in.tgz /owned/',
    'ADD --unpack=true http://HOST/dated /no-archive/',
    'ADD --unpack=false http://HOST/in.tar /no/',
  ],
});
test('ADD of URLs: encodings that nobody asked for stay', likeDocker, {
  server,
  lines: [
    'ADD http://HOST/x-gzip http://HOST/br http://HOST/deflate http://HOST/upper http://HOST/nothing /x/',
  ],
});
test('ADD --checksum', likeDocker, {
  server,
  lines: [`ADD --checksum=${digest('dated')} http://HOST/dated /x/`],
});

const refused = (title: string, line: string): void => {
  test(title, likeDocker, { server, before: 'touch /file', lines: [line], fails: true });
};
refused('another checksum', `ADD --checksum=${digest('other')} http://HOST/dated /x/`);
refused(
  'a checksum that BuildKit does not compare',
  `ADD --checksum=${digest('dated', 'sha512')} http://HOST/dated /x/`,
);
refused('a page that is not there', 'ADD http://HOST/missing /x/');
refused('a page that is not there, with a checksum', `ADD --checksum=${digest('x')} http://HOST/missing /x/`);
refused('a download that breaks off', 'ADD http://HOST/half /x/');
refused('a host that is not there', 'ADD http://127.0.0.1:1/x /x/');
refused('a URL onto a file as a folder', 'ADD http://HOST/dated /file/');
