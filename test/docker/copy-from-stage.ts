import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';

const origin = [
  'mkdir -p /o/d/e /o/lib && cd /o && echo f > d/f && ln d/f d/g && ln -s f d/l && ln -s /etc d/m && chmod 4711 d/f',
  'chown -R 3:4 d && chown 5:6 d/e && chmod 2770 d/e && mkfifo d/p && ln -s d to-folder && ln -s d/f to-file',
  'ln -s /o/d/f /abs && touch lib/a.so lib/b.so lib/c.h && ln -s a.so lib/l.so && mkdir lib/d.so && touch lib/d.so/in',
  'mknod d/null c 1 3 && touch -d "2001-02-03 04:05:06" d d/* lib lib/* && chmod 710 d && chown 7:8 lib/a.so',
].join(' && ');

// Destinations say what each is for.
test('sources in a stage', likeDocker, {
  origin,
  copy: [
    { sources: ['/o/d'], destination: '/a folder keeps owners modes and hard links' },
    { sources: ['/o/d/f'], destination: '/a file/y/' },
    { sources: ['/o/d/f', '/o/d/g'], destination: '/two names of a file/' },
    { sources: ['o/d/f'], destination: '/relative to the root' },
    { sources: ['/o/to-folder', '/o/to-file', '/abs'], destination: '/links/' },
    { sources: ['/o/to-folder/m/passwd'], destination: '/through a linked folder/' },
    { sources: ['/o/lib/*.so'], destination: '/a star/' },
    { sources: ['/o/*/a.so'], destination: '/a star in the middle/' },
    { sources: ['/o/to-folder/?'], destination: '/a star through a linked folder/' },
    { sources: ['/o/*.zip'], destination: '/no match/' },
    { sources: ['/o/d'], destination: '/another owner and mode/y', owner: '9:9', mode: 0o640 },
  ],
});

test('a star below a folder that is missing', likeDocker, {
  origin,
  copy: { sources: ['/none/*'], destination: '/x/' },
  fails: true,
});
test('a file that is missing', likeDocker, {
  origin,
  copy: { sources: ['/o/nope'], destination: '/x' },
  fails: true,
});
test('a file below a file', likeDocker, {
  origin,
  copy: { sources: ['/o/d/f/g'], destination: '/x' },
  fails: true,
});
test('a folder in which the engine has files of its own', likeDocker, {
  origin: `${origin} && touch /etc/motd`,
  copy: { sources: ['/etc'], destination: '/x' },
});
test('the whole root', likeDocker, { origin, copy: { sources: ['/'], destination: '/x/' } });
test('a file that the engine hides', likeDocker, {
  origin,
  copy: { sources: ['/etc/mtab'], destination: '/x' },
  fails: true,
});
