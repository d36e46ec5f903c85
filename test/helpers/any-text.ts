// Any text of any code points but halves of surrogate pairs. As fast-check's unit 'binary', whose table of them all
// takes a second to make.
import fc from 'fast-check';

const codePoint = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 0x7f }), weight: 1 },
  { arbitrary: fc.integer({ min: 0, max: 0xd7ff }), weight: 1 },
  { arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }), weight: 1 },
);

const character = codePoint.map((code) => String.fromCodePoint(code));

export const anyText = ({ maxLength = 10 } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: character, maxLength });
