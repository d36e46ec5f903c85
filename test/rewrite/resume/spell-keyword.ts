import test from 'ava';
import { becomes } from '../../helpers/resume-case.js';

test(
  'among lower-case instructions what is added is in lower case',
  becomes,
  {
    file: [
      'from base as one',
      'arg A=1',
      'onbuild run x',
      'from one',
      'cmd b',
      'run a',
      'run b',
      'entrypoint ["e"]',
    ],
    after: 6,
  },
  [
    'from L3 as one',
    'onbuild run x',
    'from L6',
    'arg A=1',
    'cmd ["/bin/sh", "-c", "b"]',
    'run b',
    'entrypoint ["e"]',
  ],
);

test(
  'also where lines stay',
  becomes,
  { file: ['from base as one', 'arg A=1', 'from one', 'run a', 'run b'], after: 3, lines: true },
  ['from L2 as one', '# arg A=1', 'from L4', 'arg A=1', 'run b'],
);

test(
  'a trigger that becomes an instruction follows its FROM, whatever case the base image has it in',
  becomes,
  { file: ['from base', 'run b'], after: 1, base: { OnBuild: ['RUN a', 'RUN x'] } },
  ['from L1', 'run x', 'run b'],
);
