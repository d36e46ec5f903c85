import fc from 'fast-check';
import test from 'ava';
import { readIgnoreRules } from '../../../src/plan/ignore/ignore-rules.js';
import { literalPattern } from '../../../src/plan/ignore/literal-pattern.js';
import { propertyRuns } from '../../helpers/property-runs.js';

const isHidden = (path: string, other = path): boolean =>
  readIgnoreRules('.dockerignore', `a\n${literalPattern(path)}\n`)
    .rules.slice(1)
    .some(({ matches }) => matches(other));

test('a plain path is written as it is', (t) => {
  t.is(literalPattern('docker/Dockerfile.refrom'), 'docker/Dockerfile.refrom');
});

const signs = '*?[]\\{}|^!#.+()$-, \t\r\n\u0085ab';
const segment = fc
  .string({ unit: fc.constantFrom(...Array.from(signs)), minLength: 1, maxLength: 6 })
  .filter((text) => text !== '.' && text !== '..');

test('whatever signs a path has, it means itself and nothing else', (t) => {
  const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
  fc.assert(
    fc.property(path, path, (one, other) => {
      t.true(isHidden(one), JSON.stringify(one));
      t.is(isHidden(one, other), one === other);
      t.false(isHidden(one, `${one}x`));
    }),
    propertyRuns(300),
  );
});
