// Real Dockerfiles, cut at every place: what the resumed file does is exactly what is left.
import type { ExecutionContext } from 'ava';
import { resumeDockerfile } from '../../src/rewrite/resume-dockerfile.js';
import type { ResumeCut } from '../../src/session/resume-cut.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import type { DockerfileTree } from '../../src/syntax/tree.js';
import { readCorpus, testWithCorpus } from '../helpers/corpus.js';
import { isWrong, planText, type Planned } from '../helpers/plan-text.js';
import { checkResume, cutAfter } from '../helpers/resume-check.js';
import { strayChanges } from '../helpers/stray-changes.js';

testWithCorpus("moby's Dockerfile of 1.12.0-dev can be cut at each of its 53 places", (t) => {
  const { text, path } = readCorpus().find((file) => file.path === 'moby__moby/@v1.12.0-dev/Dockerfile')!;
  const original = planText(text);
  t.deepEqual(original.messages.filter(isWrong), []);
  t.is(original.plan.steps.length, 54);
  for (const { id } of original.plan.steps.slice(0, 53)) {
    const cut = cutAfter(original.plan, id);
    t.is(cut.current?.step, id);
    for (const lines of [false, true]) {
      const { text: resumed, differences, notes } = checkResume(original, cut, { lines });
      t.deepEqual([differences, notes], [[], []]);
      t.deepEqual(strayChanges(original, resumed, { cut, notes, lines }), [], path);
    }
  }
});

testWithCorpus('every file of the corpus can be cut after any of its steps', (t) => {
  const originals = readCorpus().map(({ path, text }) => ({ path, ...planText(text) }));
  checkAll(t, originals, { files: 300, strideOf: (steps) => (steps > longFile ? 4 : 1) });
});

testWithCorpus('every file that wants build arguments goes on with them', (t) => {
  const originals = readCorpus().flatMap(({ path, text }) => {
    const buildArguments = valuesFor(parseDockerfile(text).tree);
    if (Object.keys(buildArguments).length === 0) return [];
    return [{ path, ...planText(text, { options: { buildArguments } }) }];
  });
  checkAll(t, originals, { files: 90, strideOf: (steps) => (steps > longFile ? 12 : 4) });
});

/** The time goes with the square of a file's length: long ones are cut at every fourth place, unless all are asked for. */
const longFile = 30;
const isThorough = process.env.REFROM_THOROUGH !== undefined;

interface Extent {
  /** At least so many files. */
  readonly files: number;
  readonly strideOf: (steps: number) => number;
}

function checkAll(
  t: ExecutionContext,
  originals: readonly (Planned & { path: string })[],
  { files, strideOf }: Extent,
): void {
  const right = originals.filter(({ messages, plan }) => !messages.some(isWrong) && plan.steps.length > 0);
  let cuts = 0;
  for (const original of right) {
    const { steps } = original.plan;
    const stride = isThorough ? 1 : strideOf(steps.length);
    for (const { id, line } of steps.filter((step) => (step.id + cuts) % stride === 0)) {
      const wrong = checkBothForms(original, cutAfter(original.plan, id));
      cuts += 1;
      if (wrong.length > 0) t.fail(`${original.path}:${line}\n${wrong.join('\n')}`);
    }
  }
  t.log(`${right.length} files, ${cuts} cuts, two forms of each`);
  t.true(right.length > files);
}

function checkBothForms(original: Planned, cut: ResumeCut): string[] {
  const gone = checkResume(original, cut, { lines: false });
  const { differences, notes } = gone;
  const commented = resumeDockerfile(original.tree, original.plan, cut, { lines: true });
  const isSame = hasSameInstructions(gone.again.tree, parseDockerfile(commented.text).tree);
  return [
    ...differences,
    ...strayChanges(original, gone.text, { cut, notes, lines: false }),
    ...strayChanges(original, commented.text, { cut, notes: commented.notes, lines: true }),
    // The same instructions make the same plan.
    ...(isSame ? [] : checkResume(original, cut, { lines: true }).differences),
  ];
}

function hasSameInstructions(one: DockerfileTree, other: DockerfileTree): boolean {
  const describe = ({ instructions, escape }: DockerfileTree): string =>
    JSON.stringify([
      escape,
      instructions.map(({ logical, heredocs }) => [logical.text, heredocs.map(({ body }) => body)]),
    ]);
  return describe(one) === describe(other);
}

/** Values for the ARGs that have none; names of images and what has a form of its own get plain ones. */
function valuesFor({ instructions }: DockerfileTree): Record<string, string> {
  const images = instructions.flatMap((each) => (each.keyword === 'FROM' ? [each.image.text] : [])).join(' ');
  const bare = instructions.flatMap((each) =>
    each.keyword === 'ARG' ? each.assignments.filter(({ value }) => value === undefined) : [],
  );
  const names = bare
    .map(({ name }) => name.text)
    .filter((name) => !/^BUILD(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, valueFor(name, images.includes(name))]));
}

function valueFor(name: string, isImage: boolean): string {
  if (isImage) return 'given';
  return /PORT|USER|DIR|PATH/.test(name) ? '80' : 'given "x" $HOME ${y} \\ `z`\' #';
}
