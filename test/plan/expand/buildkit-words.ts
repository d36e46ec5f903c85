// BuildKit's own tables of word expansion, all of them.
import { readFileSync } from 'node:fs';
import { expandWord } from '../../../src/plan/expand/expand-word.js';
import { expandWords } from '../../../src/plan/expand/expand-words.js';
import { buildkitPath, testWithCorpus } from '../../helpers/corpus.js';

const rows = (name: string): string[] => readFileSync(buildkitPath(`shell/${name}`), 'utf8').split('\n');
const escape = '\\';

testWithCorpus('every row of envVarTest expands as in BuildKit, on both platforms', (t) => {
  const environment = new Map([
    ['PWD', '/home'],
    ['SHELL', 'bash'],
    ['KOREAN', '한국어'],
    ['NULL', ''],
  ]);
  const lookup = (name: string): string | undefined => environment.get(name);
  const table = rows('envVarTest').filter((row) => row.trim() !== '' && !row.startsWith('#'));
  let count = 0;
  for (const row of table) {
    const [platform, source = '', expected = ''] = row.split('|').map((cell) => cell.trim());
    for (const windows of platform === 'A' ? [false, true] : [platform === 'W']) {
      count += 1;
      const result = expandWord(source, { lookup, escape, windows });
      t.is('value' in result ? result.value : 'error', expected, row);
    }
  }
  t.is(count, 2 * 228);
});

testWithCorpus('every row of wordsTest splits as in BuildKit', (t) => {
  const environment = new Map<string, string>();
  let count = 0;
  for (const row of rows('wordsTest')) {
    const [, name, value] = /^ENV (\w+)=(.*)$/.exec(row) ?? [];
    if (name !== undefined) environment.set(name, value ?? '');
    const [, source, expected = ''] = /^(?!#|ENV )(.*?) \| (.*)$/.exec(row) ?? [];
    if (source === undefined) continue;
    const result = expandWords(source.trim(), { lookup: (each) => environment.get(each), escape });
    t.is('words' in result ? result.words.join(',') : 'error', expected, row);
    count += 1;
  }
  t.is(count, 24);
});
