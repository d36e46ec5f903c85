import test from 'ava';
import { escapeWord, wordBefore, type WordBefore } from '../../src/shell/word-before.js';

const finds = test.macro<[line: string, kind: WordBefore['kind'], start: number, text: string]>({
  exec: (t, line, kind, start, text) => {
    const { isQuoted, ...word } = wordBefore(line, line.length);
    t.deepEqual(word, { kind, start, text });
    t.is(isQuoted, /["']/.test(line));
  },
  title: (_ = '', line) => `what a Tab completes in: ${line}`,
});

test(finds, '', 'command', 0, '');
test(finds, 'apt', 'command', 0, 'apt');
test(finds, 'cat /et', 'path', 4, '/et');
test(finds, 'cat ', 'path', 4, '');
test(finds, './con', 'path', 0, './con');
test(finds, 'cd /x && ma', 'command', 9, 'ma');
test(finds, 'ls | gre', 'command', 5, 'gre');
test(finds, 'if tr; then ec', 'command', 12, 'ec');
test(finds, 'X=/et', 'path', 2, '/et');
test(finds, 'ls >/tm', 'path', 4, '/tm');
test(finds, String.raw`cat a\ b`, 'path', 4, 'a b');
test(finds, 'cat "a b', 'path', 5, 'a b');
test(finds, "cat 'a b", 'path', 5, 'a b');
test(finds, 'echo $HO', 'variable', 5, '$HO');
test(finds, 'echo x${HO', 'variable', 6, '${HO');

test('only what is before the cursor counts', (t) => {
  t.like(wordBefore('cat /etc/passwd', 6), { kind: 'path', start: 4, text: '/e' });
});

test('a name is written into a line so that the shell reads it as it is', (t) => {
  t.is(escapeWord("it's $5 & more"), String.raw`it\'s\ \$5\ \&\ more`);
  t.is(escapeWord('/plain/日本-1.2_x'), '/plain/日本-1.2_x');
});
