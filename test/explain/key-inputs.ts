// What explain says of a step key, tried on the keys: what it names changes the key, what it leaves out does not.
import test from 'ava';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { explainStep } from '../../src/explain/explain-step.js';
import { openExplained } from '../../src/explain/explained.js';
import type { BuildOptions } from '../../src/plan/build-options.js';
import { outlined } from '../helpers/outlined.js';

interface Variation {
  readonly text: string;
  readonly options?: Partial<BuildOptions>;
  readonly digest?: string;
}

function keyOf({ text, options = {}, digest = '' }: Variation): string | undefined {
  const { plan } = outlined(text, options);
  const digests = new Map(plan.steps.map(({ id }) => [id, digest]));
  return stepKeys(plan, digests).at(-1);
}

/** `input` is said, and the other file has another key by it alone. */
const depends = test.macro((t, text: string, input: string, other: Variation) => {
  const { outline, plan } = outlined(text);
  const said = explainStep(openExplained(outline, plan), plan.steps.at(-1)!).key;
  t.true(said.includes(input), said.join('; '));
  t.not(keyOf({ text }), keyOf(other));
});
const ignores = test.macro((t, text: string, other: Variation) => {
  t.is(keyOf({ text }), keyOf(other));
});

const run = 'FROM a\nRUN x';
const copy = 'FROM a\nCOPY x /y';
const before = 'the step before';
test('RUN: the step before', depends, 'FROM a\nRUN w\nRUN x', before, { text: 'FROM a\nRUN v\nRUN x' });
test('RUN: the command', depends, run, 'the command', { text: 'FROM a\nRUN y' });
test('RUN: ENV and ARG', depends, 'FROM a\nARG A=1\nRUN x', 'all of ENV and ARG in scope', {
  text: 'FROM a\nARG A=2\nRUN x',
});
test('RUN: the heredoc', depends, 'FROM a\nRUN <<E\n#!x\nE\n', 'the text of the heredoc', {
  text: 'FROM a\nRUN <<E\n#!y\nE\n',
});
test('COPY: the files', depends, copy, 'the files it reads from the context', {
  text: copy,
  digest: 'other',
});
test('COPY: the words', depends, copy, 'the words as expanded', { text: 'FROM a\nCOPY x /z' });
test('COPY: the flags', depends, copy, 'the flags', { text: 'FROM a\nCOPY --chown=1 x /y' });
test(
  'COPY: the stage',
  depends,
  'FROM a AS s\nRUN x\nFROM a\nCOPY --from=s x /y',
  'the last step of stage s',
  { text: 'FROM a AS s\nRUN z\nFROM a\nCOPY --from=s x /y' },
);
test('WORKDIR: the path', depends, 'FROM a\nWORKDIR /x', 'the path', { text: 'FROM a\nWORKDIR /y' });
test('ENV: the configuration', depends, 'FROM a\nENV A=1', 'the configuration after it', {
  text: 'FROM a\nENV A=2',
});
test('MAINTAINER: the author', depends, 'FROM a\nMAINTAINER x', 'the author', {
  text: 'FROM a\nMAINTAINER y',
});
test('FROM: the platform', depends, 'FROM scratch', 'the platform linux/amd64', {
  text: 'FROM scratch',
  options: { platform: 'linux/arm64' },
});

const onFolder = { text: 'FROM f', options: { contexts: { f: { type: 'folder' } } } } as const;
test('FROM a folder: its files', (t) => {
  const { outline, plan } = outlined(onFolder.text, onFolder.options);
  t.true(
    explainStep(openExplained(outline, plan), plan.steps[0]!).key.includes('the files of the context f'),
  );
  t.not(keyOf(onFolder), keyOf({ ...onFolder, digest: 'other' }));
});

const mounted = 'FROM a\nRUN --mount=type=cache,target=/x y';
test('RUN: mounts', depends, mounted, 'its mounts, with what is read from a context, stage or image', {
  text: 'FROM a\nRUN --mount=type=cache,target=/z y',
});
test('RUN: the network', depends, 'FROM a\nRUN --network=none x', 'the network', { text: 'FROM a\nRUN x' });

test('ARG: not its value', ignores, 'FROM a\nARG A=1', { text: 'FROM a\nARG A=2' });
test('RUN: not the spelling', ignores, 'FROM a\nRUN x', { text: 'FROM a\n# c\nrun  x' });
test('COPY: not ENV', ignores, 'FROM a\nARG A=1\nCOPY x /y', { text: 'FROM a\nARG A=2\nCOPY x /y' });
