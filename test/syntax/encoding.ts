import test from 'ava';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';

const codes = (text: string): string[] => parseDockerfile(text).messages.map(({ code }) => code);

test('a byte that is not UTF-8 is told of once, where the first one stands', (t) => {
  const text = 'FROM a\nRUN \udcff\n# \udc80\n';
  const { tree, messages } = parseDockerfile(text);
  t.deepEqual(
    messages.map(({ code, severity, range }) => [code, severity, range.start]),
    [['invalid-encoding', 'warning', text.indexOf('\udcff')]],
  );
  t.is(print(tree), text);
});

test('halves of a pair are no such bytes', (t) => {
  t.deepEqual(codes('FROM a\nRUN \u{1f480} \u{103ff}\n'), []);
});
