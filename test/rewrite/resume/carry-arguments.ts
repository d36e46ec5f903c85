import test from 'ava';
import { planText } from '../../helpers/plan-text.js';
import { checkResume, cutAfter } from '../../helpers/resume-check.js';
import { becomes } from '../../helpers/resume-case.js';

test(
  'arguments of a finished stage go where nobody inherits them',
  becomes,
  {
    file: ['FROM base AS one', 'ARG A=1', 'RUN a', 'FROM base', 'COPY --from=one / /', 'RUN b'],
    after: 2,
  },
  ['FROM L3 AS one', 'FROM base', 'COPY --from=one / /', 'RUN b'],
);

test(
  'arguments stay for a stage that is not needed and is built from theirs',
  becomes,
  {
    file: [
      'FROM base AS one',
      'ARG A=1',
      'RUN a',
      'FROM one AS other',
      'RUN $A',
      'FROM base',
      'COPY --from=one / /',
    ],
    after: 2,
  },
  ['FROM L3 AS one', 'ARG A=1', 'FROM one AS other', 'RUN $A', 'FROM base', 'COPY --from=one / /'],
);

test(
  'an ARG is rewritten in its own spelling',
  becomes,
  {
    file: ['from base', '  arg  A=1 \\', '    B', 'run a', 'run b'],
    after: 2,
    given: { A: 'x y' },
  },
  ['from L4', '  arg A="x y" B', 'run b'],
);

test(
  'an ARG that comes twice is declared once, with its last value',
  becomes,
  {
    file: ['FROM base', 'ARG A=1 B=$A', '# again', 'ARG A=2', 'RUN a', 'RUN b'],
    after: 3,
  },
  ['FROM L5', 'ARG A=2 B=1', 'RUN b'],
);

test(
  'a default that still gives the value stays as it is written',
  becomes,
  {
    file: ['FROM base', "ARG A='1'", 'ARG B="${A}-$A"', 'RUN a', 'RUN b'],
    after: 3,
  },
  ['FROM L4', "ARG A='1'", 'ARG B="${A}-$A"', 'RUN b'],
);

test(
  'an ARG that ENV has overtaken is not declared',
  becomes,
  {
    file: ['FROM base', 'ARG A=1', 'ENV A=2', 'RUN a', 'RUN b'],
    after: 3,
  },
  ['FROM L4', 'RUN b'],
);

test(
  'an ARG that takes the name of an ENV is declared',
  becomes,
  {
    file: ['FROM base', 'ENV A=2', 'ARG A=1', 'RUN a', 'RUN b'],
    after: 3,
  },
  ['FROM L4', 'ARG A=1', 'RUN b'],
);

test(
  'an ARG without a value leaves the value of ENV alone',
  becomes,
  {
    file: ['FROM base', 'ENV A=2', 'ARG A', 'RUN a', 'RUN b'],
    after: 3,
  },
  ['FROM L4', 'RUN b'],
);

test(
  'a value with a line break has to be passed again',
  becomes,
  {
    file: ['FROM base', 'ARG A', 'RUN a', 'RUN b'],
    after: 2,
    given: { A: 'one\ntwo' },
    notes: ['pass --build-arg A again: ARG cannot express its value'],
  },
  ['FROM L3', 'ARG A', 'RUN b'],
);

test(
  'a platform argument is declared without its value',
  becomes,
  {
    file: ['FROM base', 'ARG TARGETARCH BUILDPLATFORM', 'RUN a', 'RUN b'],
    after: 2,
  },
  ['FROM L3', 'ARG TARGETARCH BUILDPLATFORM', 'RUN b'],
);

test(
  'a platform argument with a value of its own keeps it',
  becomes,
  {
    file: ['FROM base', 'ARG TARGETARCH', 'RUN a', 'RUN b'],
    after: 2,
    given: { TARGETARCH: 'mips' },
  },
  ['FROM L3', 'ARG TARGETARCH=mips', 'RUN b'],
);

test('a secret given on the command line is nowhere in the file', (t) => {
  const secret = 's3cret-0123';
  const file = [
    'FROM base AS one',
    'ARG API_KEY=public',
    'ARG URL=https://x:$API_KEY@host',
    'ARG PLAIN',
    'ENV API_KEY=none',
    'RUN a',
    'FROM one',
    'RUN b',
    'RUN c',
  ];
  const original = planText(file.join('\n'), {
    options: { buildArguments: { API_KEY: secret, PLAIN: `http://me:${secret}@host` } },
  });
  for (const { id } of original.plan.steps) {
    for (const lines of [false, true]) {
      const { text, notes } = checkResume(original, cutAfter(original.plan, id), { lines });
      t.false([text, ...notes].join('\n').includes(secret), text);
    }
  }
});

test(
  'an image that is called as a later stage inherits nothing from it',
  becomes,
  {
    file: [
      'FROM one AS other',
      'RUN $A',
      'FROM base AS one',
      'ARG A=1',
      'RUN a',
      'FROM base',
      'COPY --from=one / /',
    ],
    after: 2,
  },
  ['FROM one AS other', 'RUN $A', 'FROM L5 AS one', 'FROM base', 'COPY --from=one / /'],
);

test(
  'a default with a secret name is inherited as the file has it',
  becomes,
  { file: ['FROM base AS one', 'ARG API_KEY=public', 'RUN a', 'FROM one', 'RUN b', 'RUN c'], after: 4 },
  ['FROM L3 AS one', 'FROM L5', 'ARG API_KEY=public', 'RUN c'],
);

test(
  'what was given for a secret name, for a proxy, or with a password in a URL is not written',
  becomes,
  {
    file: ['FROM base', 'ARG API_KEY=none', 'ARG HTTP_PROXY', 'ARG MIRROR', 'RUN a', 'RUN b'],
    after: 4,
    given: { API_KEY: 'abc', HTTP_PROXY: 'http://proxy:3128', MIRROR: 'https://me:pw@mirror' },
    notes: ['API_KEY', 'HTTP_PROXY', 'MIRROR'].map(
      (name) => `pass --build-arg ${name} again: its value may be a secret, and is not in the file`,
    ),
  },
  ['FROM L5', 'ARG API_KEY', 'ARG HTTP_PROXY', 'ARG MIRROR', 'RUN b'],
);

test(
  'the platform a build runs on is declared without its value, also where it is not the target',
  becomes,
  {
    file: ['FROM base', 'ARG BUILDARCH', 'RUN a', 'RUN b'],
    after: 2,
    buildPlatform: 'linux/arm64',
  },
  ['FROM L3', 'ARG BUILDARCH', 'RUN b'],
);
