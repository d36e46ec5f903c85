import test from 'ava';
import fc from 'fast-check';
import { BugError } from '../../src/messages/errors.js';
import { applyEdits } from '../../src/rewrite/apply-edits.js';
import { deleteRange, insertAt, replaceRange, type Edit } from '../../src/rewrite/edit.js';

const edited = test.macro((t, text: string, edits: readonly Edit[], expected: string) => {
  t.is(applyEdits(text, edits), expected);
});

const refused = test.macro((t, text: string, edits: readonly Edit[]) => {
  t.throws(() => applyEdits(text, edits), { instanceOf: BugError });
});

test('no edit leaves the text alone', edited, 'a b c', [], 'a b c');
test(
  'edits come in any order',
  edited,
  'abcd',
  [deleteRange(3, 4), replaceRange({ start: 0, end: 2 }, 'X')],
  'Xc',
);
test('edits may touch', edited, 'abcd', [deleteRange(0, 2), deleteRange(2, 4)], '');
test(
  'insertions at one place keep their order, before a replacement that begins there',
  edited,
  'abc',
  [replaceRange({ start: 1, end: 2 }, 'X'), insertAt(1, '1'), insertAt(1, '2')],
  'a12Xc',
);
test(
  'an insertion may stand where a replacement ends',
  edited,
  'abc',
  [deleteRange(0, 2), insertAt(2, '!')],
  '!c',
);
test('an insertion may stand at the end', edited, 'abc', [insertAt(3, '!')], 'abc!');

test('edits that overlap are refused', refused, 'abcd', [deleteRange(0, 3), deleteRange(2, 4)]);
test('the same range twice is refused', refused, 'abcd', [deleteRange(1, 2), deleteRange(1, 2)]);
test('an insertion inside a replacement is refused', refused, 'abcd', [deleteRange(0, 3), insertAt(1, '!')]);
test('a range beyond the text is refused', refused, 'abc', [deleteRange(2, 4)]);
test('a range before the text is refused', refused, 'abc', [deleteRange(-1, 1)]);
test('a range that ends before it begins is refused', refused, 'abc', [deleteRange(2, 1)]);

test('bytes outside the edits stay', (t) => {
  const piece = fc.record({ kept: fc.string(), removed: fc.string({ minLength: 1 }), text: fc.string() });
  fc.assert(
    fc.property(fc.array(piece), fc.string(), fc.boolean(), (pieces, end, isReversed) => {
      let original = '';
      const edits = pieces.map(({ kept, removed, text }) => {
        const start = original.length + kept.length;
        original += kept + removed;
        return replaceRange({ start, end: original.length }, text);
      });
      const given = isReversed ? edits.toReversed() : edits;
      const expected = pieces.map(({ kept, text }) => kept + text).join('') + end;
      return applyEdits(original + end, given) === expected;
    }),
  );
  t.pass();
});
