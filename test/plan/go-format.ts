import test from 'ava';
import { formatDuration, quoteList, quoteNumber, quoteText } from '../../src/plan/lower/go-format.js';

test('texts are quoted as %q does', (t) => {
  t.is(quoteText('a "b" \\ \t\n\u0007\u0001\u007f'), String.raw`"a \"b\" \\ \t\n\a\x01\x7f"`);
  t.is(
    quoteText('é \u00a0\u2028\u{1f600}\u{e0001}'),
    `"é ${String.raw`\u00a0\u2028`}\u{1f600}${String.raw`\U000e0001`}"`,
  );
  t.is(quoteList([]), '[]');
  t.is(quoteList(['a b', '']), '["a b" ""]');
});

test('a number is quoted as the character it is the number of', (t) => {
  const expected = {
    0: String.raw`'\x00'`,
    3: String.raw`'\x03'`,
    10: String.raw`'\n'`,
    39: String.raw`'\''`,
    65: "'A'",
  };
  for (const [number, text] of Object.entries(expected)) t.is(quoteNumber(Number(number)), text);
  for (const number of [-1, 0xd800, 0x110000]) t.is(quoteNumber(number), "'\ufffd'");
});

test('durations are written as Go writes them', (t) => {
  const expected = {
    '0s': 0,
    '1ns': 1,
    '1.5µs': 1500,
    '100ms': 1e8,
    '1.5ms': 1_500_000,
    '1s': 1e9,
    '1m30s': 90e9,
    '1h2m3.5s': 3_723_500_000_000,
    '24h0m0s': 86_400e9,
    '-1s': -1e9,
  };
  for (const [text, nanoseconds] of Object.entries(expected)) t.is(formatDuration(nanoseconds), text);
});
