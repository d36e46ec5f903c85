// Lines out of pieces of text, and the colours that one line leaves on for the next.
import test from 'ava';
import fc from 'fast-check';
import { cutBeforeSequence, styleAfter } from '../../src/tui/carried-style.js';
import { createLineAssembler } from '../../src/tui/line-assembler.js';
import { propertyRuns } from '../helpers/property-runs.js';

const red = '\u001b[31m';
const bold = '\u001b[1m';
const reset = '\u001b[0m';

/** Finished lines, and last what is unfinished. */
function linesOf(pieces: readonly string[], maximum = 20): (string | undefined)[] {
  const assembler = createLineAssembler(maximum);
  const lines = pieces.flatMap((piece) => assembler.take(piece));
  return [...lines, assembler.unfinished()];
}

const makes = test.macro<[pieces: readonly string[], lines: readonly (string | undefined)[]]>({
  exec: (t, pieces, lines) => {
    t.deepEqual(linesOf(pieces), lines);
  },
  title: (name = '') => name,
});

test('nothing makes no line', makes, ['', ''], [undefined]);
test('a finished line leaves none begun', makes, ['one\n'], ['one', undefined]);
test('the end of a text without a newline is the line begun', makes, ['one\ntwo'], ['one', 'two']);
test('empty lines are lines', makes, ['\n\n'], ['', '', undefined]);
test('a line may come in pieces', makes, ['o', 'n', 'e\ntw', 'o'], ['one', 'two']);
test('the end of a line may come alone', makes, ['one', '\n'], ['one', undefined]);

test('a carriage return before a newline is part of the line end', makes, ['one\r\ntwo'], ['one', 'two']);
test('so it is when cut in between', makes, ['one\r', '\ntwo'], ['one', 'two']);
test('of a progress bar the last state stays', makes, ['10%\r50%\r100%\n'], ['100%', undefined]);
test('so it does in pieces', makes, ['10%', '\r', '50%\r', '100%\n'], ['100%', undefined]);
test('a bar that returns at its end is seen while it waits', makes, ['10%\r'], ['10%']);
test('a return alone erases nothing', makes, ['10%\r', '\r', '\n'], ['10%', undefined]);
test('a return at the beginning of a line is nothing', makes, ['\r10%'], ['10%']);
test('returns end with their line', makes, ['a\r\nb', 'c\n'], ['a', 'bc', undefined]);

test('a colour goes on in the next line', makes, [`${red}one\ntwo`], [`${red}one`, `${red}two`]);
test('a reset ends it', makes, [`${red}one${reset}\ntwo`], [`${red}one${reset}`, 'two']);
test('a colour of a text that was replaced goes on', makes, [`${red}10%\r`, '20%'], [`${red}20%`]);
test('so it does within one piece', makes, [`${red}10%\r20%\rend\nx`], [`${red}end`, `${red}x`]);
test('a reset in a text that was replaced counts', makes, [`${red}1`, `${reset}\r2`], ['2']);

const tooLong = (text: string, count: number): string => `${text}${reset} … ${count} characters more`;

test('a line that is too long is cut, and says so', makes, ['x'.repeat(30)], [tooLong('x'.repeat(20), 10)]);
test('a line of just the limit is whole', makes, ['x'.repeat(20)], ['x'.repeat(20)]);
test(
  'pieces add up to too long',
  makes,
  ['x'.repeat(15), 'y'.repeat(15)],
  [tooLong('x'.repeat(15) + 'y'.repeat(5), 10)],
);
test(
  'what comes after a cut is counted',
  makes,
  ['x'.repeat(21), 'y', 'z\n'],
  [tooLong('x'.repeat(20), 3), undefined],
);
test(
  'the line after a long one is whole',
  makes,
  [`${'x'.repeat(30)}\nyes`],
  [tooLong('x'.repeat(20), 10), 'yes'],
);
test('a long state of a progress bar gives way to a short one', makes, ['x'.repeat(30), '\rdone'], ['done']);
test('no character is cut in two', makes, [`${'x'.repeat(19)}👍`], [tooLong('x'.repeat(19), 2)]);
test('no colour is cut in two', makes, [`${'x'.repeat(18)}${red}y`], [tooLong('x'.repeat(18), 6)]);
test(
  'a reset past the cut ends the colour of the lines after it',
  makes,
  [`${red}${'x'.repeat(30)}${reset}\ny`],
  [tooLong(`${red}${'x'.repeat(15)}`, 19), 'y'],
);
test(
  'a colour past the cut colours the lines after it',
  makes,
  ['x'.repeat(30), `${bold}x\ny`],
  [tooLong('x'.repeat(20), 15), `${bold}y`],
);

test('a line without end is not collected', (t) => {
  const assembler = createLineAssembler(100);
  for (let count = 0; count < 2000; count += 1) assembler.take('x'.repeat(1000));
  t.true(assembler.unfinished()!.length < 150);
  t.regex(assembler.unfinished()!, /… 1999900 characters more$/);
});

const pieces = fc.array(
  fc.constantFrom('a', 'bcd', '日本', '\r', '\n', '\r\n', red, bold, reset, 'x'.repeat(15)),
  {
    maxLength: 25,
  },
);

test('pieces cut anywhere give the lines of the whole', (t) => {
  fc.assert(
    fc.property(pieces, (parts) => {
      t.deepEqual(linesOf(parts), linesOf([parts.join('')]));
    }),
    propertyRuns(300),
  );
});

const leaves = test.macro<[text: string, expected: string, before?: string]>({
  exec: (t, text, expected, before = '') => {
    t.is(styleAfter(before, text), expected);
  },
  title: (name = '') => name,
});

test('plain text leaves what was on', leaves, 'text', red, red);
test('a colour stays on', leaves, `a${red}b`, red);
test('colours add up', leaves, `a${red}b${bold}`, red + bold);
test('what a line turns on is added to what was on before it', leaves, `a${bold}b`, red + bold, red);
test('a reset ends all', leaves, `a${red}b${reset}`, '', bold);
test('a reset without a number is one too', leaves, `${red}a\u001b[m`, '');
test('a reset of several zeros is one too', leaves, `${red}a\u001b[0;0m`, '');
test('what follows a reset stays on', leaves, `${red}a${reset}b${bold}`, bold);
test(
  'a reset with a colour after it in one sequence keeps the sequence',
  leaves,
  '\u001b[0;32m',
  '\u001b[0;32m',
);
test('ten is no reset', leaves, '\u001b[10m', '\u001b[10m');
test('the later of two equal sequences counts', leaves, `${red}a${bold}b${red}`, bold + red);
test('true colours are kept whole', leaves, '\u001b[38;2;1;2;3mx', '\u001b[38;2;1;2;3m');
test('colours with colons are kept whole', leaves, '\u001b[38:2::1:2:3mx', '\u001b[38:2::1:2:3m');

test('a program that never resets is not remembered for ever', (t) => {
  let style = '';
  for (let color = 0; color < 1000; color += 1) style = styleAfter(style, `\u001b[38;5;${color}mx`);
  t.true(style.length <= 256);
  t.true(style.endsWith('\u001b[38;5;999m'), 'the last colour is the one that is seen');
});

const cuts = test.macro<[text: string, length: number, expected: string]>({
  exec: (t, text, length, expected) => {
    t.is(cutBeforeSequence(text, length), expected);
  },
  title: (_ = '', text, length) => `${JSON.stringify(text)} is cut to at most ${length} characters`,
});

test(cuts, 'text', 10, 'text');
test(cuts, 'text', 2, 'te');
test(cuts, 'text', 0, '');
test(cuts, `a${red}b`, 2, 'a');
test(cuts, `a${red}b`, 5, 'a');
test(cuts, `a${red}b`, 6, `a${red}`);
test(cuts, `${red}${bold}x`, 8, red);
test(cuts, 'a👍', 2, 'a');
test(cuts, 'a👍', 3, 'a👍');
