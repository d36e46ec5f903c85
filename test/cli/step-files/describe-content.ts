// A file's content as lines, or what kind of file it is.
import test from 'ava';
import { describeContent, readText } from '../../../src/cli/step-files/describe-content.js';

const whole = (content: string | Buffer) => {
  const bytes = Buffer.from(content);
  return describeContent(bytes, bytes.length);
};

test('text is lines, however they end', (t) => {
  t.deepEqual(whole('one\ntwo\n'), { lines: ['one', 'two'], notes: [] });
  t.deepEqual(whole('one\r\n\r\ntwo'), { lines: ['one', '', 'two'], notes: [] });
  t.deepEqual(whole('héllo 日本語'), { lines: ['héllo 日本語'], notes: [] });
});

test('an empty file says so', (t) => {
  t.deepEqual(whole(''), { lines: [], notes: ['an empty file'] });
});

test('what is cut says so, and not with half a character', (t) => {
  const bytes = Buffer.from('日本語').subarray(0, 8);
  t.deepEqual(describeContent(bytes, 3000), { lines: ['日本'], notes: ['cut: the first 8 B of 3 kB'] });
});

for (const [name, bytes] of [
  ['a program or library (ELF)', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
  ['compressed with gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
  ['an image (PNG)', Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1')],
  ['an archive (tar)', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0')])],
  ['a binary file', Buffer.from([1, 2, 0, 3])],
  ['a binary file', Buffer.from([0x61, 0xff, 0xfe])],
] as const)
  test(`bytes ${bytes.toString('hex').slice(-16)} are ${name}`, (t) => {
    const { lines, notes } = describeContent(bytes, 1500);
    t.deepEqual(lines, []);
    t.deepEqual(notes, [`${name}, 1.5 kB: no text to show`]);
  });

test('a text that ends within a character is none', (t) => {
  t.is(readText(Buffer.from('日本').subarray(0, 5), false), undefined);
});
