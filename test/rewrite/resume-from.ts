import test from 'ava';
import { resumeDockerfile } from '../../src/rewrite/resume-dockerfile.js';
import { planText } from '../helpers/plan-text.js';
import { checkResume, cutAfter } from '../helpers/resume-check.js';
import { becomes } from '../helpers/resume-case.js';

test(
  'flags and the name of FROM stay',
  becomes,
  { file: ['FROM --platform=linux/arm64 \\', ' base  as Build', 'RUN a', 'RUN b'], after: 1 },
  ['FROM --platform=linux/arm64 \\', ' L3  as Build', 'RUN b'],
);

test(
  'a stage that is not needed stays',
  becomes,
  {
    file: [
      'FROM base AS one',
      'ARG A=1',
      'RUN a',
      'FROM one AS two',
      'RUN b',
      'FROM base AS three',
      'RUN c',
      'FROM three',
      'RUN d',
    ],
    after: 2,
    target: 'two',
  },
  [
    'FROM L3 AS one',
    'ARG A=1',
    'FROM one AS two',
    'RUN b',
    'FROM base AS three',
    'RUN c',
    'FROM three',
    'RUN d',
  ],
);

test(
  'a finished target keeps its triggers for those who build on it',
  becomes,
  {
    file: ['FROM base', 'RUN a', 'ONBUILD RUN b', 'ENV A=1', ''],
    after: 3,
  },
  ['FROM L4', 'ONBUILD RUN b', ''],
);

test(
  'triggers that are left become instructions',
  becomes,
  {
    file: ['FROM base', 'RUN a'],
    after: 2,
    base: { OnBuild: ['ARG A=1', 'CMD c', 'RUN t', 'ENTRYPOINT ["e"]'] },
  },
  ['FROM L1', 'ARG A=1', 'CMD ["/bin/sh", "-c", "c"]', 'RUN t', 'ENTRYPOINT ["e"]', 'RUN a'],
);

test(
  'a stage begins anew where a trigger that is left cannot be written',
  becomes,
  {
    file: ['FROM base AS one', 'RUN a'],
    after: 1,
    base: { OnBuild: ['RUN t', 'COPY <<E /x\nbody\nE'] },
    notes: [
      'stage one begins anew: the cut is between the ONBUILD triggers of line 1, and `COPY <<E /x` cannot be written as an instruction',
    ],
  },
  ['FROM base AS one', 'RUN a'],
);

test(
  'lines are added to a file that does not end with one',
  becomes,
  {
    file: ['FROM base'],
    after: 1,
    base: { OnBuild: ['ARG A=1', 'RUN t'] },
  },
  ['FROM L1', 'ARG A=1', 'RUN t'],
);

test('a comment says what the file is, below directives', (t) => {
  const comment =
    '# refrom: goes on after line 3 of the original; what is done is in the images that FROM names';
  const body = 'FROM base\nRUN a\nRUN b\n';
  const resume = (text: string): string => {
    const original = planText(text);
    return checkResume(original, cutAfter(original.plan, 1), { lines: false }).text;
  };
  const resumed = /^FROM \S+\nRUN b\n$/;
  for (const start of ['# escape=\\\n', '\uFEFF# escape=\\\n', '#!/bin/builder\n', '# my file\n']) {
    const text = resume(start + body);
    const above = start.includes('my file') ? '' : start;
    const below = start.includes('my file') ? start : '';
    t.true(text.startsWith(`${above}${comment}\n${below}`), text);
    t.regex(text.slice(start.length + comment.length + 1), resumed);
  }
});

test('without a finished step the file stays as it is', (t) => {
  const { tree, plan } = planText('FROM base\nRUN a\n');
  for (const lines of [false, true]) {
    t.deepEqual(resumeDockerfile(tree, plan, { stages: {} }, { lines }), { text: tree.text, notes: [] });
  }
});
