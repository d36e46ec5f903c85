import fc from 'fast-check';
import test from 'ava';
import { expandWord, type ExpansionOptions } from '../../../src/plan/expand/expand-word.js';
import { propertyRuns } from '../../helpers/property-runs.js';

const values = {
  PATH: '/usr/bin/x.tar.gz',
  WORD: 'foobarbaz',
  LIST: 'a/b/c',
  ABC: 'abc',
  NULL: '',
  LETTERS: '𝐀b𝐀',
  LINES: 'a\nb',
  HASH: '#x',
};
const options: ExpansionOptions = {
  lookup: (name) => new Map<string, string>(Object.entries(values)).get(name),
  escape: '\\',
};

const expands = test.macro<[word: string, expected: string, more?: Partial<ExpansionOptions>]>({
  exec(t, word, expected, more = {}) {
    const result = expandWord(word, { ...options, ...more });
    t.is('value' in result ? result.value : `problem: ${result.problem}`, expected);
  },
  title: (_, word, expected) => `${word} gives ${JSON.stringify(expected)}`,
});

test(expands, '${PATH##*/}', 'x.tar.gz');
test(expands, '${PATH#*/}', 'usr/bin/x.tar.gz');
test(expands, '${PATH%.*}', '/usr/bin/x.tar');
test(expands, '${PATH%%.*}', '/usr/bin/x');
test(expands, '${WORD#*b}', 'arbaz');
test(expands, '${WORD##*b}', 'az');
test(expands, '${WORD%b*}', 'foobar');
test(expands, '${WORD%%b*}', 'foo');
test(expands, '${WORD#f??}', 'barbaz');
test(expands, '${WORD#nothing}', 'foobarbaz');
test(expands, '${WORD#}', 'foobarbaz');
test(expands, '${UNSET#x}', '');
test(expands, '${LIST/\\//-}', 'a-b/c');
test(expands, '${LIST//\\//-}', 'a-b-c');
test(expands, '${WORD//ba?/X}', 'fooXX');
test(expands, '${WORD/b*/X}', 'fooX');
test(expands, '${WORD//o}', 'problem: the pattern of a replacement needs a slash behind it');
test(expands, '${WORD//o/}', 'fbarbaz');
test(expands, '${ABC///-}', '-a-b-c-');
test(expands, '${WORD//*/X}', 'X');
test(expands, '${WORD//[a]/X}', 'foobarbaz');
test(expands, '${WORD/${ABC#ab}/x}', 'foobarbaz');
test(expands, '${WORD/b/$ABC}', 'fooabcarbaz');
test(expands, '${LETTERS//?/z}', 'zzz');
test(expands, '${LETTERS%?}', '𝐀b');
test(expands, '${LINES#*b}', 'a\nb');
test(expands, '${WORD//o/<\\$0>}', 'f<\\o><\\o>barbaz');
test(expands, '${HASH#\\#}', 'problem: invalid escape `\\#` in the pattern `\\#`');
test(expands, '${WORD#\\.}', 'problem: invalid escape `\\.` in the pattern `\\.`');
test(expands, '${WORD:#x}', 'problem: `:#` is not a modifier of a reference');
test(expands, '${WORD^^}', 'problem: `^` is not a modifier of a reference');
test(expands, '${WORD:=x}', 'problem: `:=` is not a modifier of a reference');
test(expands, '${UNSET:-a b}', 'a b');
test(expands, '${NULL-x}', '');
test(expands, '${NULL:-x}', 'x');
test(expands, '${NULL+x}', 'x');
test(expands, '${NULL:+x}', '');
test(expands, '"a ${UNSET:-"b c"} d"', 'a b c d');
test(expands, "${UNSET:-'}'}", '}');
test(expands, '${UNSET:-\\}}', '}');
test(expands, 'C:\\$ABC', 'C:$ABC');
test(expands, 'C:\\$ABC`$', 'C:\\abc$', { escape: '`' });
test(expands, '"\\$ABC `"`$"', '"\\abc "$"'.slice(1, -1), { escape: '`' });
test(expands, "\"it's\" '$ABC' \\n", "\"it's\" 'abc' n", { keepQuotes: true });
test(expands, '$abc', 'abc', { windows: true });
test(expands, '<< $ABC', '<< abc');
test(expands, '{}/$ABC}', '{}/abc}');

test('a required variable that is missing is told apart from a wrong word', (t) => {
  t.deepEqual(expandWord('${UNSET:?set it}', options), { problem: 'UNSET: set it', required: true });
  t.deepEqual(expandWord('${NULL:?}', options), {
    problem: 'NULL: is not allowed to be empty',
    required: true,
  });
  t.deepEqual(expandWord('${UNSET?}', options), {
    problem: 'UNSET: is not allowed to be unset',
    required: true,
  });
  t.deepEqual(expandWord('"', options), { problem: 'a double quote is not closed' });
});

test('a word inside a modifier is evaluated even where it is not used', (t) => {
  t.like(expandWord('${ABC:-${UNSET:?}}', options), { required: true });
});

test('the variables that were looked up are named, once each', (t) => {
  t.deepEqual(expandWord('$ABC${UNSET:-$ABC}$UNSET$WORD', options), {
    value: 'abcabcfoobarbaz',
    used: ['ABC', 'WORD'],
    unset: ['UNSET'],
  });
  t.deepEqual(expandWord('plain', options), { value: 'plain', used: [], unset: [] });
});

test('any text expands or says why not, and text in single quotes stays', (t) => {
  const pieces = [
    '$',
    '{',
    '}',
    'ABC',
    'UNSET',
    ':',
    '-',
    '+',
    '?',
    '#',
    '%',
    '/',
    '*',
    '\\',
    '`',
    '"',
    "'",
    ' ',
    'x',
    '𝐀',
    '\n',
  ];
  const word = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(''));
  t.notThrows(() => {
    fc.assert(
      fc.property(word, fc.boolean(), (text, keepQuotes) => {
        const result = expandWord(text, { ...options, keepQuotes });
        return 'value' in result ? typeof result.value === 'string' : result.problem.length > 0;
      }),
      propertyRuns(3000),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = `'${text.replaceAll("'", '')}'`;
        const result = expandWord(quoted, options);
        return 'value' in result && result.value === quoted.slice(1, -1);
      }),
    );
  });
});

test('no pattern and no nesting takes long', (t) => {
  const long = (word: string): unknown => expandWord(word, { ...options, lookup: () => 'a'.repeat(60_000) });
  const start = performance.now();
  long('${A//a*x/}');
  long('${A##*a*a*a*a*a*x}');
  long('${A%%*x*a}');
  t.deepEqual(long('${A:-'.repeat(50_000)), { problem: 'references are nested too deeply' });
  t.true(performance.now() - start < 5000);
});
