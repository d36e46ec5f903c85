import test from 'ava';
import { becomes } from '../../helpers/resume-case.js';

const body = ['FROM base', 'WORKDIR /srv', 'RUN x', 'WORKDIR app', 'RUN y'];
const left = ['FROM L4', 'WORKDIR app', 'RUN y'];

test(
  'where a finding is an error, a relative WORKDIR may stand alone',
  becomes,
  { file: ['# check=error=true', ...body], after: 2 },
  ['# check=skip=WorkdirRelativePath;error=true', ...left],
);

test(
  'beside other rules that are skipped',
  becomes,
  { file: ['# check = error=true;skip=StageNameCasing', ...body], after: 2 },
  ['# check = error=true;skip=WorkdirRelativePath,StageNameCasing', ...left],
);

test('where lines stay, too', becomes, { file: ['# check=error=true', ...body], after: 2, lines: true }, [
  '# check=skip=WorkdirRelativePath;error=true',
  'FROM L4',
  '# WORKDIR /srv',
  '# RUN x',
  'WORKDIR app',
  'RUN y',
]);

for (const settings of ['error=false', 'skip=all;error=true', 'skip=A,WorkdirRelativePath;error=true']) {
  test(
    `with ${settings} nothing has to be skipped`,
    becomes,
    { file: [`# check=${settings}`, ...body], after: 2 },
    [`# check=${settings}`, ...left],
  );
}

test(
  'the folder may be that of a finished stage it is built from, and there only',
  becomes,
  {
    file: ['# check=error=true', 'FROM base AS one', 'WORKDIR /srv', 'FROM one', 'WORKDIR app', 'RUN y'],
    after: 1,
  },
  ['# check=skip=WorkdirRelativePath;error=true', 'FROM L3 AS one', 'FROM one', 'WORKDIR app', 'RUN y'],
);

test(
  'a finished stage beside it changes nothing for it',
  becomes,
  {
    file: [
      '# check=error=true',
      'FROM base AS one',
      'WORKDIR /srv',
      'FROM base',
      'COPY --from=one /a /a',
      'WORKDIR /x',
      'WORKDIR app',
    ],
    after: 1,
  },
  ['# check=error=true', 'FROM L3 AS one', 'FROM base', 'COPY --from=one /a /a', 'WORKDIR /x', 'WORKDIR app'],
);

test(
  'a folder that is absolute, or stands on one that is left, is no finding',
  becomes,
  { file: ['# check=error=true', 'FROM base', 'RUN x', 'WORKDIR /srv', 'WORKDIR app'], after: 1 },
  ['# check=error=true', 'FROM L3', 'WORKDIR /srv', 'WORKDIR app'],
);
