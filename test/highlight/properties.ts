// Tokens of anything: in order, inside the text, never overlapping, never empty.
import fc from 'fast-check';
import test from 'ava';
import { highlight } from '../../src/highlight/highlight.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { arbitraryDockerfile } from '../helpers/arbitrary-dockerfile.js';
import { readCorpus, testWithCorpus } from '../helpers/corpus.js';
import { propertyRuns } from '../helpers/property-runs.js';
import { readTokens } from '../helpers/shell-highlighter.js';
import { misplacedToken } from '../helpers/misplaced-token.js';

test('tokens lie one behind the other in any text', (t) => {
  const isSorted = (text: string): boolean => {
    const { tree } = parseDockerfile(text);
    return [highlight(tree), highlight(tree, readTokens)].every(
      (tokens) => misplacedToken(text, tokens) === undefined,
    );
  };
  t.notThrows(() => {
    fc.assert(fc.property(arbitraryDockerfile, isSorted), propertyRuns(200));
  });
});

test('a reader of scripts that gives nonsense does no harm', (t) => {
  const offset = fc.integer({ min: -5, max: 40 });
  const nonsense = fc.array(
    fc.record({ type: fc.constantFrom('command' as const, 'string' as const), start: offset, end: offset }),
  );
  const isSorted = (
    text: string,
    tokens: { type: 'command' | 'string'; start: number; end: number }[],
  ): boolean =>
    misplacedToken(
      text,
      highlight(parseDockerfile(text).tree, () => tokens),
    ) === undefined;
  t.notThrows(() => {
    fc.assert(fc.property(arbitraryDockerfile, nonsense, isSorted), propertyRuns(100));
  });
});

testWithCorpus('every file of the corpus has its keywords and comments told', (t) => {
  let count = 0;
  for (const { path, text } of readCorpus()) {
    const { tree } = parseDockerfile(text);
    const tokens = highlight(tree, readTokens);
    t.is(misplacedToken(text, tokens), undefined, path);
    const told = tokens.filter(({ type }) => type === 'instruction').length;
    t.true(told >= tree.instructions.filter(({ keyword }) => keyword !== '').length, path);
    count += tokens.length;
  }
  t.true(count > 40_000, String(count));
});
