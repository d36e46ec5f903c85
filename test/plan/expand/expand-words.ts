import test from 'ava';
import { expandWords } from '../../../src/plan/expand/expand-words.js';

const values = new Map([
  ['BLANKS', ' a  b '],
  ['ONE', '1'],
]);

const splits = test.macro((t, word: string, expected: readonly string[]) => {
  const result = expandWords(word, { lookup: (name) => values.get(name), escape: '\\' });
  t.deepEqual('words' in result ? result.words : [result.problem], expected);
});

test('blanks cut, after expansion', splits, 'x$BLANKS$ONE y', ['x', 'a', 'b', '1', 'y']);
test('quotes and escapes protect blanks', splits, '"$BLANKS"\\ \'c d\'', [' a  b  c d']);
test('empty words vanish, quoted ones too', splits, '"" $UNSET \'\'', []);
test('blanks behind a heredoc sign do not cut', splits, '<< a', ['<< a']);
test(
  'a modifier makes BuildKit forget what stands before it in the word',
  splits,
  '80${UNSET:-90}1 x"y${ONE+2}"',
  ['901', 'y2'],
);
test('a wrong word is a problem', splits, '${', ['the brace of a reference is not closed']);
