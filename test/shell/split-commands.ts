import test from 'ava';
import { splitCommands } from '../../src/shell/split-commands.js';
import { tokenizeScript } from '../../src/shell/tokenize-script.js';

const splits = test.macro((t, script: string, expected: readonly string[]) => {
  const tokens = tokenizeScript(script) ?? [];
  const parts = splitCommands(tokens, ['&&', ';', '\n']);
  t.deepEqual(
    parts.map(({ start, end }) => script.slice(start, end)),
    expected,
  );
});

test('commands end at &&, semicolons and line ends', splits, 'a 1&&b;c\nd', ['a 1', 'b', 'c', 'd']);
test(
  'what stands in quotes and substitutions ends nothing',
  splits,
  `a "x && $(b; c)" 'd;e' \`f;g\` && h\\;i`,
  [`a "x && $(b; c)" 'd;e' \`f;g\``, 'h\\;i'],
);
test('redirections are words', splits, 'a 2>&1 &>x && b >&2 <(c; d)', ['a 2>&1 &>x', 'b >&2 <(c; d)']);
test('compound commands stay whole', splits, 'for f in a; do if b; then c; fi; done && { d; e; } && (f; g)', [
  'for f in a; do if b; then c; fi; done',
  '{ d; e; }',
  '(f; g)',
]);
test('words that are reserved elsewhere are words', splits, 'echo for; echo done', ['echo for', 'echo done']);
test('comments belong to no command', splits, 'a # b; c\nd', ['a', 'd']);
test('a sharp sign within a word begins no comment', splits, 'a b#c; ${d#e}', ['a b#c', '${d#e}']);
test('escaped line ends are blanks', splits, 'a \\\n b', ['a \\\n b']);

test('a quote that is never closed makes no words', (t) => {
  for (const script of [`a 'b`, 'a "b', 'a $(b', 'a ${b', 'a `b'])
    t.is(tokenizeScript(script), undefined, script);
});
