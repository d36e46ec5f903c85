import test from 'ava';
import fc from 'fast-check';
import { decodeText, encodeText } from '../../src/syntax/text-bytes.js';
import { anyText } from '../helpers/any-text.js';

test('any bytes come back as they were', (t) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array(), anyText())), (pieces) => {
      const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)));
      t.deepEqual(encodeText(decodeText(bytes)), bytes);
    }),
  );
});

test('what is not UTF-8 stays beside what is', (t) => {
  const bytes = Buffer.from([0x61, 0xff, 0xc3, 0xbc, 0xe2, 0x82, 0xed, 0xb2, 0x80]);
  t.is(decodeText(bytes), 'a\udcff\u00fc\udce2\udc82\udced\udcb2\udc80');
  t.deepEqual(encodeText(decodeText(bytes)), bytes);
});
