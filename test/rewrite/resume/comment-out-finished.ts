import test from 'ava';
import { becomes } from '../../helpers/resume-case.js';

test(
  'an image name over two lines leaves its lines behind',
  becomes,
  { file: ['FROM ba\\', 'se AS x', 'RUN a', 'RUN b'], after: 1, lines: true },
  ['FROM \\', 'L3 AS x', '# RUN a', 'RUN b'],
);

test(
  'a blank line takes what has to be added where no line is finished',
  becomes,
  {
    file: ['FROM base', '', '# why', 'RUN a'],
    after: 1,
    base: { OnBuild: ['ARG A=1'] },
    lines: true,
  },
  ['FROM L1', 'ARG A=1', '# why', 'RUN a'],
);

test(
  'arguments join an ARG that stays where no line is finished before it',
  becomes,
  {
    file: ['FROM base', 'ARG B=$A-x \\', ' C', 'RUN a', 'RUN b'],
    after: 3,
    base: { OnBuild: ['ARG A=1'] },
    lines: true,
  },
  ['FROM L4', 'ARG A=1 B=$A-x C', '#  C', '# RUN a', 'RUN b'],
);

test(
  'where nothing makes room, lines are added and a note says so',
  becomes,
  {
    file: ['FROM base', 'RUN a'],
    after: 1,
    base: { OnBuild: ['ARG A=1'] },
    lines: true,
    notes: [
      'lines below line 1 stand 1 lower than in the original: no finished line was left for what had to be added',
    ],
  },
  ['FROM L1', 'ARG A=1', 'RUN a'],
);

test(
  'a comment among finished instructions gives way where no line is finished',
  becomes,
  {
    file: ['FROM base', '# applications bring their sources', 'ONBUILD COPY . /', '# left', 'RUN a'],
    after: 2,
    base: { OnBuild: ['ARG A=1'] },
    lines: true,
  },
  ['FROM L3', 'ARG A=1', 'ONBUILD COPY . /', '# left', 'RUN a'],
);
