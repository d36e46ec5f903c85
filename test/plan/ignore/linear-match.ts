// Expressions that would never end under JavaScript's own; and that those which do end say the same.
import test from 'ava';
import fc from 'fast-check';
import { parseExpression } from '../../../src/plan/ignore/expression-tree.js';
import { translateExpression } from '../../../src/plan/ignore/go-expression.js';
import { compileIgnorePattern } from '../../../src/plan/ignore/ignore-pattern.js';
import { createLinearMatch } from '../../../src/plan/ignore/linear-match.js';
import { compilePathPattern } from '../../../src/plan/sources/compile-path-pattern.js';
import { propertyRuns } from '../../helpers/property-runs.js';

const textOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((found) => found.join(''));

const characters = ['a', 'b', '/', '-', '|', '\n', '2', '\udce9', '.'];
const paths = fc.array(textOf(...characters, '😀'), { maxLength: 4 });
/** JavaScript finds `\B` in the middle of a pair. */
const pathsWithoutPairs = fc.array(textOf(...characters), { maxLength: 4 });

/** Undefined for what JavaScript refuses, as parentheses that nobody closes. */
function ownExpression(translated: string): RegExp | undefined {
  try {
    return new RegExp(translated, 'v');
  } catch {
    return undefined;
  }
}

const agree = test.macro((t, expressions: fc.Arbitrary<string>, paths: fc.Arbitrary<string[]>) => {
  fc.assert(
    fc.property(expressions, paths, (expression, texts) => {
      const translated = translateExpression(expression);
      const own = translated === undefined ? undefined : ownExpression(translated);
      if (translated === undefined || own === undefined) return;
      const match = createLinearMatch(parseExpression(translated));
      // Twice, as what follows on what is remembered.
      for (const text of [...texts, ...texts]) t.is(match(text), own.test(text), `${translated} on ${text}`);
    }),
    propertyRuns(2000),
  );
});

const wildcards = ['a', 'b', '/', '[^/]*', '(.*/)?', '.*', '[^/]', '[^a]', '[a-b]'];
test(
  'the wildcards of ignore files match as JavaScript has it',
  agree,
  textOf(...wildcards).map((each) => `^${each}$`),
  paths,
);
test(
  'all that Go lets through matches as JavaScript has it',
  agree,
  textOf(
    ...wildcards,
    '(',
    ')',
    '|',
    '*',
    '?',
    '{2}',
    '{1,}',
    '{0,2}',
    '^',
    '$',
    '\\b',
    '\\B',
    '\\Q',
    '\\E',
    '\\S',
    '[[:alpha:]-]',
  ),
  pathsWithoutPairs,
);

test('stars in sources of COPY match as JavaScript has it, where no class takes a slash', (t) => {
  const pattern = textOf('a', 'b', '/', '*', '?', '[ab]', '-', '😀');
  fc.assert(
    fc.property(pattern, paths, (written, texts) => {
      const own = new RegExp(
        `^${written.replaceAll(/\*|\?/g, (sign) => `[^\\/]${sign === '*' ? '*' : ''}`)}$`,
        'u',
      );
      for (const text of texts)
        t.is(compilePathPattern(written)?.test(text), own.test(text), `${written} on ${text}`);
    }),
    propertyRuns(2000),
  );
});

test('a class that takes a slash is where it first can be, as in Go', (t) => {
  t.false(compilePathPattern('*[^a]*b')?.test('ax/b'));
  t.true(compilePathPattern('*[^a]*b')?.test('axb'));
});

const long = 'a'.repeat(4000);
for (const pattern of [
  `${'*a'.repeat(30)}*b`,
  `${'**/a*/'.repeat(10)}b`,
  `${'**a'.repeat(30)}**b`,
  `c|${'*a'.repeat(10)}b`,
  `${'a{0,50}'.repeat(10)}*b`,
]) {
  test(`${pattern} comes to an end`, (t) => {
    const match = compileIgnorePattern(pattern);
    for (const path of [long, long.replaceAll('aaaa', 'aaa/')]) t.false(match?.(path));
    t.true(match?.(`${(pattern.includes('**') ? 'a/' : 'a').repeat(60)}b`));
  });
}
test('a source of COPY with many stars comes to an end', (t) => {
  t.false(compilePathPattern(`${'*a'.repeat(30)}*b`)?.test(long));
  t.true(compilePathPattern(`${'*a'.repeat(30)}*b`)?.test(`${long}b`));
});
