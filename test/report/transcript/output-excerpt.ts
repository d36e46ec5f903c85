import test from 'ava';
import { hideValues } from '../../../src/report/transcript/hide-values.js';
import { createOutputExcerpt } from '../../../src/report/transcript/output-excerpt.js';

const limits = { firstLines: 3, lastLines: 2, charactersPerLine: 10 };
const hide = hideValues([{ name: '$TOKEN', value: 'secret' }]);

type Piece = string | readonly [stream: 'stdout' | 'stderr', text: string];

const excerptOf = (...pieces: readonly Piece[]): string[] => {
  const excerpt = createOutputExcerpt(hide, limits);
  for (const piece of pieces) {
    const [stream, text] = typeof piece === 'string' ? (['stdout', piece] as const) : piece;
    excerpt.take(stream, text);
  }
  return [...excerpt.finish()];
};

const keeps = test.macro<[pieces: readonly Piece[], lines: readonly string[]]>({
  exec: (t, pieces, lines) => {
    t.deepEqual(excerptOf(...pieces), lines);
  },
  title: (name = '') => `in an excerpt ${name}`,
});

test('lines come as they are, the last without its end too', keeps, ['a\nb', 'c\n', 'd'], ['a', 'bc', 'd']);
test('nothing printed is no line', keeps, [], []);
test('empty lines stay', keeps, ['a\n\nb\n'], ['a', '', 'b']);
test(
  'of many lines the first and the last stay',
  keeps,
  ['1\n2\n3\n4\n5\n6\n7\n'],
  ['1', '2', '3', '… 2 lines left out …', '6', '7'],
);
test(
  'one line left out is one',
  keeps,
  ['1\n2\n3\n4\n5\n6\n'],
  ['1', '2', '3', '… 1 line left out …', '5', '6'],
);
test('a long line is cut', keeps, ['01234567890123456789\nx\n'], ['0123456789 …', 'x']);
test('what a carriage return replaces is gone', keeps, ['10%\r20%\r', '100%\r\n'], ['100%']);
test('a long progress bar shows its end', keeps, [`${'x'.repeat(50)}\r`, 'done\n'], ['done']);
test('colours and other controls are gone', keeps, ['\u001b[3', '1mred\u001b[0m\u0007\n'], ['red']);
test('a value over two pieces is hidden', keeps, ['a sec', 'ret\n'], ['a $TOKEN']);
test('a value in colours is hidden', keeps, ['sec\u001b[1mret\n'], ['$TOKEN']);
test('a value across the limit of a line is hidden', keeps, ['01234567secretxxxxxxx\n'], ['01234567$T …']);
test(
  'lines of the two streams are not mixed',
  keeps,
  ['out', ['stderr', 'err\n'], ' more\n'],
  ['err', 'out more'],
);

test('ten megabytes without a line end are one short line', (t) => {
  const piece = 'x'.repeat(64_000);
  t.deepEqual(excerptOf(...Array.from({ length: 160 }, () => piece)), ['xxxxxxxxxx …']);
});
