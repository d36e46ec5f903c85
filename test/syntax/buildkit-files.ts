// BuildKit's own parser tests: what its parser reads, ours reads.
import { readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';
import { buildkitPath, isCorpusPresent, testWithCorpus } from '../helpers/corpus.js';
import { printExpressions } from '../helpers/s-expression.js';

const list = (folder: string): string[] => (isCorpusPresent ? readdirSync(buildkitPath(folder)) : []);
const read = (path: string): string => readFileSync(buildkitPath(path), 'utf8');

for (const name of list('parser/testfiles')) {
  testWithCorpus(`BuildKit's file ${name} gives BuildKit's tree`, (t) => {
    const text = read(`parser/testfiles/${name}/Dockerfile`);
    const { tree } = parseDockerfile(text);
    t.is(printExpressions(tree), read(`parser/testfiles/${name}/result`));
    t.is(print(tree), text);
  });
}

for (const name of list('parser/testfiles-negative')) {
  testWithCorpus(`BuildKit's file ${name} is refused`, (t) => {
    const { messages } = parseDockerfile(read(`parser/testfiles-negative/${name}/Dockerfile`));
    t.true(messages.some((message) => message.severity === 'error'));
  });
}

testWithCorpus('instructions span the lines that BuildKit says', (t) => {
  const { instructions } = parseDockerfile(read('parser/testfile-line/Dockerfile')).tree;
  const spans = instructions.map(({ line, endLine }) => [line, endLine]);
  t.deepEqual(spans, [
    [5, 5],
    [11, 12],
    [17, 31],
  ]);
});

test('there is a file to compare with, or a reason why not', (t) => {
  t.is(list('parser/testfiles').length, isCorpusPresent ? 33 : 0);
});
