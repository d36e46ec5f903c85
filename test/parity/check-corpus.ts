// Real Dockerfiles judged by refrom check and by docker build: refused or accepted, rules and lines, stages, arguments.
// A sample of them by default; all of them with REFROM_THOROUGH=1.
import { compareFile, type Comparison } from '../helpers/compare-file.js';
import { isCorpusPresent, readCorpus, testWithCorpus } from '../helpers/corpus.js';

const isThorough = process.env.REFROM_THOROUGH === '1';
const sampleSize = 40;

/** Evenly over the corpus, so that it does not depend on its order within a repository. */
function sample<T>(all: readonly T[]): readonly T[] {
  if (isThorough) return all;
  const step = Math.max(1, Math.floor(all.length / sampleSize));
  return all.filter((_, index) => index % step === 0).slice(0, sampleSize);
}

testWithCorpus('refrom check says of real files what docker build says', async (t) => {
  t.timeout(isThorough ? 1_200_000 : 600_000);
  const files = isCorpusPresent ? sample(readCorpus()) : [];
  const results: Comparison[] = [];
  const queue = [...files];
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift())
      results.push(await compareFile(file));
  };
  await Promise.all([work(), work()]);
  t.deepEqual(
    results.flatMap(({ path, differences }) => differences.map((difference) => `${path}: ${difference}`)),
    [],
  );
  const count = (kind: Comparison['kind']): string =>
    `${String(results.filter((each) => each.kind === kind).length)} ${kind}`;
  const found = results.reduce((sum, { findings }) => sum + findings, 0);
  t.log(
    `${String(results.length)} files: ${count('accepted')}, ${count('refused')}, ${count('undecidable')}; ${String(found)} findings`,
  );
  t.true(results.filter(({ kind }) => kind === 'undecidable').length <= files.length / 10);
});
