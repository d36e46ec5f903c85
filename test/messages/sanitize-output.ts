import test from 'ava';
import fc from 'fast-check';
import { createSanitizer, sanitizeOutput } from '../../src/messages/sanitize-output.js';
import { anyText } from '../helpers/any-text.js';
import { propertyRuns } from '../helpers/property-runs.js';

const becomes = test.macro({
  exec: (t, input: string, output: string) => {
    t.is(sanitizeOutput(input), output);
  },
  title: (_ = '', input, output) => `${JSON.stringify(input)} becomes ${JSON.stringify(output)}`,
});

const unchanged = test.macro({
  exec: (t, input: string) => {
    t.is(sanitizeOutput(input), input);
  },
  title: (_ = '', input) => `${JSON.stringify(input)} is left alone`,
});

test(unchanged, '');
test(unchanged, 'plain\ttext\r\nönd 日本 👍\n');
test(unchanged, '\x1b[31mred\x1b[0m \x1b[38;5;12mblue\x1b[m \x1b[38:2::1:2:3mrgb');
test('a cursor movement', becomes, 'a\x1b[2Jb\x1b[1;1Hc\x1b[?25l', 'abc');
test('a title', becomes, '\x1b]0;evil title\x07text', 'text');
test('the clipboard', becomes, '\x1b]52;c;ZXZpbA==\x1b\\text', 'text');
test('a device control string', becomes, '\x1bPq#0;2;0~~\x1b\\text', 'text');
test('a hyperlink', becomes, '\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'link');
test('a bell, a backspace', becomes, 'a\x07b\x08c\x7f', 'abc');
test('a private SGR', becomes, '\x1b[>4;2mx', 'x');
test('a full reset', becomes, '\x1bcx', 'x');
test('a character set', becomes, '\x1b(0x', 'x');
test('8-bit forms', becomes, '\x9b2Ja\x9d0;title\x9cb\x85', 'ab');
test('a lone escape', becomes, 'a\x1b', 'a');
test('an escape before a colour', becomes, '\x1b\x1b[31mx', '\x1b[31mx');
test('a string without an end stops at the line', becomes, '\x1b]0;never ended\nnext', '\nnext');
test('a sequence in a sequence makes no new one', becomes, '\x1b[3\x1b[0m1m', '\x1b[0m1m');

const pieces = fc.array(
  fc.oneof(
    anyText({ maxLength: 4 }),
    fc.constantFrom(
      '\x1b',
      '\x1b[',
      '\x1b]',
      '\x1bP',
      '\x1b\\',
      '\x07',
      '\x9b',
      '\x9c',
      '\x9d',
      '\n',
      '\r',
      '31m',
      '\x1b[0m',
      ';',
      '4;',
      '?',
      '!',
      'm',
      'H',
      'a'.repeat(100),
      '1;'.repeat(50),
      '!'.repeat(80),
    ),
  ),
  { maxLength: 30 },
);

const forbidden = /\x1b(?!\[[\d;:]*m)|[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]/;

test('nothing but complete colours is left of any sequence', (t) => {
  fc.assert(fc.property(pieces, (parts) => !forbidden.test(sanitizeOutput(parts.join('')))));
  t.pass();
});

test('sanitizing twice is sanitizing once', (t) => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const once = sanitizeOutput(parts.join(''));
      return sanitizeOutput(once) === once;
    }),
  );
  t.pass();
});

test('chunks cut anywhere give what the whole gives', (t) => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const sanitize = createSanitizer();
      // The last newline ends whatever is unfinished.
      const streamed = [...parts, '\n'].map(sanitize).join('');
      return streamed === sanitizeOutput([...parts, '\n'].join(''));
    }),
    propertyRuns(2000),
  );
  t.pass();
});

test('a string that never ends is not collected', (t) => {
  const sanitize = createSanitizer();
  t.is(sanitize('\x1b]52;c;'), '');
  for (let count = 0; count < 1000; count += 1) t.is(sanitize('A'.repeat(10_000)), '');
  t.is(sanitize('\x1b'), '');
  t.is(sanitize('\\after'), 'after');
});
