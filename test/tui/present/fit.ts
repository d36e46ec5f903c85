// Text, times and sizes in the room there is for them.
import test from 'ava';
import fc from 'fast-check';
import { cutText, fitRow, spread, widthOf, widthOfAll } from '../../../src/tui/present/fit.js';
import { formatBytes, formatCount, formatDuration } from '../../../src/tui/present/format.js';
import { row, span } from '../../../src/tui/present/span.js';
import { withoutColors } from '../../../src/tui/present/without-colors.js';
import { wrapLine } from '../../../src/tui/present/wrap-line.js';
import { propertyRuns } from '../../helpers/property-runs.js';
import { textOf } from '../../helpers/scene-of.js';

const red = '\u001b[31m';

const isWide = test.macro<[text: string, width: number]>({
  exec: (t, text, width) => {
    t.is(widthOf(text), width);
  },
  title: (_ = '', text, width) => `${JSON.stringify(text)} is ${width} columns wide`,
});

test(isWide, '', 0);
test(isWide, 'text', 4);
test(isWide, `${red}text\u001b[0m`, 4);
test(isWide, '日本', 4);
test(isWide, 'é', 1);
test(isWide, 'e\u0301', 1);
test(isWide, '👍', 2);
test(isWide, '👨‍👩‍👧', 2);

const isCut = test.macro<[text: string, width: number, expected: string]>({
  exec: (t, text, width, expected) => {
    t.is(withoutColors(cutText(text, width)), expected);
  },
  title: (_ = '', text, width, expected) => `${JSON.stringify(text)} in ${width} columns is ${expected}`,
});

test(isCut, 'text', 4, 'text');
test(isCut, 'text', 3, 'te…');
test(isCut, 'text', 1, '…');
test(isCut, 'text', 0, '');
test(isCut, 'text', -3, '');
test(isCut, '日本', 4, '日本');
test(isCut, '日本', 3, '日…');
test(isCut, '日本', 2, '…');
test(isCut, 'a日本', 3, 'a…');
// More columns are shown of these than a cut counts.
test(isCut, 'தேவையான', 4, 'தே…');
test(isCut, 'ﾃﾞｰﾀ', 3, 'ﾃﾞ…');
test(isCut, `${red}text\u001b[0m`, 3, 'te…');

const fits = test.macro<[pieces: readonly string[], width: number, expected: string]>({
  exec: (t, pieces, width, expected) => {
    t.is(textOf(fitRow(row(...pieces), width)), expected);
  },
  title: (_ = '', pieces, width, expected) => `${JSON.stringify(pieces)} in ${width} columns is ${expected}`,
});

test(fits, ['one', 'two'], 6, 'onetwo');
test(fits, ['one', 'two'], 5, 'onet…');
test(fits, ['one', 'two'], 3, 'on…');
test(fits, ['one', 'two'], 2, 'o…');
test(fits, ['one', '', 'two'], 3, 'on…');
test(fits, ['one', ''], 3, 'one');
test(fits, ['', 'one'], 3, 'one');
test(fits, ['日本', 'x'], 4, '日…');
test(fits, [], 4, '');

test('a piece keeps its style when it is cut', (t) => {
  t.deepEqual(fitRow(row(span('one', 'good'), span('two', 'bad')), 5).spans, [
    span('one', 'good'),
    span('t…', 'bad'),
  ]);
});

test('what is no bar is not filled', (t) => {
  t.deepEqual(fitRow(row('one'), 5), row('one'));
});

test('a bar is filled to the end, wherever it is cut', (t) => {
  for (const text of ['', 'a', '日本', 'x'.repeat(50), '日'.repeat(20)]) {
    t.is(widthOfAll(fitRow({ ...row(text), bar: true }, 11).spans), 11, text);
  }
});

test('two ends stand apart, and the right one gives way first', (t) => {
  const spreadText = (width: number): string =>
    textOf({ spans: spread([span('left')], [span('right')], width) });
  t.is(spreadText(12), 'left   right');
  t.is(spreadText(10), 'left right');
  t.is(spreadText(9), 'left');
});

const wraps = test.macro<[line: string, width: number, rows: readonly string[]]>({
  exec: (t, line, width, rows) => {
    t.deepEqual(wrapLine(line, width).map(withoutColors), rows);
  },
  title: (_ = '', line, width, rows) =>
    `${JSON.stringify(line)} in ${width} columns is ${rows.length} row(s)`,
});

test(wraps, '', 4, ['']);
test(wraps, 'text', 4, ['text']);
test(wraps, 'textt', 4, ['text', 't']);
test(wraps, 'two words', 4, ['two ', 'word', 's']);
test(wraps, '    x', 4, ['    ', 'x']);
test(wraps, '日本語', 4, ['日本', '語']);
test(wraps, 'a日本語', 4, ['a日', '本語']);
test(wraps, 'ab 日本', 5, ['ab 日', '本']);
test(wraps, `${red}textt\u001b[0m`, 4, ['text', 't']);
test(wraps, 'a\tb', 20, ['a       b']);
test(wraps, '\tb', 20, ['        b']);
test(wraps, '12345678\tb', 20, ['12345678        b']);
test(wraps, `${red}a\tb`, 20, ['a       b']);
test(wraps, 'x'.repeat(8192), 4096, ['x'.repeat(4096), 'x'.repeat(4096)]);

test('a colour goes on in every row of its line', (t) => {
  for (const each of wrapLine(`${red}aaaabbbbcccc`, 4)) t.true(each.startsWith(red));
});

const pieces = fc.constantFrom(
  'a',
  'bc ',
  '日',
  'é',
  'e\u0301',
  '👍',
  '👨‍👩‍👧',
  'தே',
  'க்ஷ',
  'ﾃﾞ',
  '🇩🇪',
  '\t',
  red,
  '\u001b[0m',
  '\u200b',
  '가',
  '☂️',
);
const texts = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''));

test('whatever is cut, fitted or wrapped is no wider than its room', (t) => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 4 }), fc.integer({ min: 2, max: 30 }), (parts, width) => {
      const text = parts.join('');
      const shown = text.replaceAll('\t', ' ');
      t.true(widthOf(cutText(shown, width)) <= width);
      t.true(widthOfAll(fitRow(row(...parts), width).spans) <= width);
      for (const each of wrapLine(text, width)) t.true(widthOf(each) <= width, each);
    }),
    propertyRuns(200),
  );
});

test('wrapping loses nothing', (t) => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, width) => {
      const line = text.replaceAll('\t', ' ').normalize();
      t.is(wrapLine(line, width).map(withoutColors).join(''), withoutColors(line));
    }),
    propertyRuns(200),
  );
});

const reads = test.macro<[format: (value: number) => string, value: number, expected: string]>({
  exec: (t, format, value, expected) => {
    t.is(format(value), expected);
  },
  title: (_ = '', format, value, expected) => `${format.name} of ${value} is ${expected}`,
});

test(reads, formatDuration, -5, '0ms');
test(reads, formatDuration, 0, '0ms');
test(reads, formatDuration, 0.4, '0ms');
test(reads, formatDuration, 12, '12ms');
test(reads, formatDuration, 999.6, '1s');
test(reads, formatDuration, 3400, '3.4s');
test(reads, formatDuration, 59_999, '59.9s');
test(reads, formatDuration, 60_000, '1m');
test(reads, formatDuration, 62_000, '1m 2s');
test(reads, formatDuration, 723_000, '12m 3s');
test(reads, formatDuration, 754_000, '12m');
test(reads, formatDuration, 3_720_000, '1h 2m');
test(reads, formatDuration, 45_240_000, '12h');
test(reads, formatDuration, 95_000_000, '1d 2h');

test(reads, formatBytes, 0, '0B');
test(reads, formatBytes, 1, '1B');
test(reads, formatBytes, 999, '999B');
test(reads, formatBytes, 1000, '1kB');
test(reads, formatBytes, 12_345, '12.3kB');
test(reads, formatBytes, 99_960, '99.9kB');
test(reads, formatBytes, 123_456, '123kB');
test(reads, formatBytes, 999_999, '999kB');
test(reads, formatBytes, 1_234_567, '1.2MB');
test(reads, formatBytes, 123_456_789, '123MB');
test(reads, formatBytes, 1_500_000_000, '1.5GB');
test(reads, formatBytes, 12_340_000_000, '12.3GB');
test(reads, formatBytes, 1_200_000_000_000, '1.2TB');

test('times and sizes keep to the six columns that they have beside the source', (t) => {
  for (let value = 1; value < 1e12; value = Math.ceil(value * 1.07)) {
    t.true(formatDuration(value).length <= 6, formatDuration(value));
    t.true(formatBytes(value).length <= 6, formatBytes(value));
  }
});

test('one thing is singular, thousands have their comma', (t) => {
  t.is(formatCount(1, 'line'), '1 line');
  t.is(formatCount(0, 'line'), '0 lines');
  t.is(formatCount(1234, 'line'), '1,234 lines');
});
