// What changed in a text, as a unified diff.
import test from 'ava';
import { describeDifference } from '../../../src/cli/step-files/describe-difference.js';

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `${from + at}\n`).join('');

test('changed lines stand with three around them', (t) => {
  t.deepEqual(
    describeDifference({ before: numbers(0, 20), after: numbers(0, 20).replace('9\n', 'nine\n') }),
    {
      lines: ['@@ -7,7 +7,7 @@', ' 6', ' 7', ' 8', '-9', '+nine', ' 10', ' 11', ' 12'],
      notes: [],
    },
  );
});

test('of a new file all is new, of a deleted one all is gone', (t) => {
  t.deepEqual(describeDifference({ before: '', after: 'a\nb\n' }).lines.slice(1), ['+a', '+b']);
  t.deepEqual(describeDifference({ before: 'a\n', after: '' }).lines.slice(1), ['-a']);
});

test('the end of a last line that has none is told', (t) => {
  t.true(describeDifference({ before: 'a', after: 'a\n' }).lines.includes('\\ No newline at end of file'));
});

test('where lines cannot be compared, it says why', (t) => {
  t.deepEqual(describeDifference({ before: undefined, after: 'a' }).lines, []);
  t.regex(describeDifference({ before: 'a', after: undefined }).notes[0]!, /no text, or more than is read/);
  t.deepEqual(describeDifference({ before: 'a', after: 'a' }).notes, ['its text has not changed']);
});

test('texts that have nothing in common do not stop the keys for long', (t) => {
  const text = (seed: number): string =>
    Array.from({ length: 60_000 }, (_, at) => `${seed} ${at * seed}\n`).join('');
  const begun = performance.now();
  t.regex(describeDifference({ before: text(1), after: text(2) }).notes[0]!, /too much/);
  t.true(performance.now() - begun < 3000);
});
