import test from 'ava';
import { shellBanner, type ShellPlace } from '../../../src/engine/shell/shell-banner.js';
import { planOf } from '../../helpers/plan-of.js';

const { steps } = planOf('FROM a AS build\nRUN make \\\n  all\nCOPY x /\n');
const place: ShellPlace = {
  stage: 'build',
  step: steps[1],
  failure: undefined,
  isLook: false,
  user: '',
  folder: '/srv',
  recall: 'command',
  tellsCommands: true,
};
const failure = { step: 1, exitCode: 2, message: '', tail: [] };
const rows = (changes: Partial<ShellPlace>, columns = 90): string[] =>
  shellBanner({ ...place, ...changes }, columns)
    .trim()
    .split('\r\n');

test('before a step a shell says where it is, as whom, and how to leave', (t) => {
  t.deepEqual(rows({}), [
    'refrom: stage build, line 2, before RUN make all',
    '  the state before the step: what you change is kept, as made by hand',
    '  user root, folder /srv; environment, mounts and network of the RUN',
    '  Up brings the command of the step; exit or Ctrl-D goes back to the debugger',
  ]);
});

test('in a wreck it has the exit code, in a look the warning', (t) => {
  const [first = '', second = ''] = rows({ failure });
  t.is(first, 'refrom: stage build, line 2 failed with exit code 2: RUN make all');
  t.regex(second, /what the failed step left: what you change stays/);
  t.regex(rows({ failure, isLook: true })[1] ?? '', /clean state before the step: .* thrown away/);
});

test('nothing is promised that is not there', (t) => {
  t.regex(rows({ recall: 'lines' })[3]!, /^  Up brings the lines of the step; exit/);
  t.is(rows({ recall: 'file' })[4], '  `(. /dev/.refrom-step)` runs the command of the step');
  t.is(rows({ recall: undefined })[3], '  exit or Ctrl-D goes back to the debugger');
  t.is(rows({})[4], undefined);
  t.is(rows({ tellsCommands: false })[4], '  what is entered in this shell is not noted');
  t.regex(rows({ step: undefined })[0] ?? '', /after the last step$/);
});

test('no row is longer than the terminal, and controls do nothing', (t) => {
  for (const row of rows({ stage: `\u001b[2J${'x'.repeat(200)}` }, 60)) {
    t.true(row.length < 60);
    t.notRegex(row, /\u001b/);
  }
});
