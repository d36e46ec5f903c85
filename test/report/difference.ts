import test from 'ava';
import type { FileChange } from '../../src/checkpoints/diff/compare-files.js';
import type { StateDifference } from '../../src/checkpoints/diff/compare-states.js';
import type { FileFacts } from '../../src/checkpoints/diff/file-facts.js';
import { formatDifferenceJson } from '../../src/report/difference-json.js';
import { formatDifference } from '../../src/report/difference-text.js';

const facts = (over: Partial<FileFacts> = {}): FileFacts => ({
  ...{ type: 'file', mode: 0o644, uid: 0, gid: 0, size: 1000, digest: 'AAAA' },
  ...over,
});

const none: StateDifference = {
  before: { name: 'one', image: 'sha256:1' },
  after: { name: 'two', image: 'sha256:2' },
  files: [],
  packages: [],
  configuration: [],
  notes: [],
};

const full: StateDifference = {
  ...none,
  files: [
    { change: 'added', path: '/a', after: facts() },
    { change: 'added', path: '/b', after: facts({ type: 'directory', size: 0 }) },
    { change: 'added', path: '/b/l', after: facts({ type: 'link', size: 0, target: '../a' }) },
    {
      change: 'changed',
      path: '/su',
      aspects: ['content', 'mode', 'owner'],
      before: facts(),
      after: facts({ size: 2000, mode: 0o4755, uid: 3 }),
    },
    { change: 'deleted', path: '/z', before: facts({ size: 5_000_000 }) },
  ],
  packages: [
    { manager: 'apt', name: 'curl', before: undefined, after: '7.88' },
    { manager: 'apt', name: 'libc6', before: '2.36', after: '2.37' },
    { manager: 'pip', name: 'wheel', before: '0.4', after: undefined },
  ],
  configuration: [
    { field: 'ENV', name: 'A', before: undefined, after: 'b' },
    { field: 'EXPOSE', before: '80/tcp', after: undefined },
    { field: 'USER', before: 'x', after: 'y' },
  ],
  notes: ['two: something'],
};

test('all that differs has its line', (t) => {
  t.is(
    formatDifference(full),
    [
      'one → two',
      '',
      'files: 3 added (1 kB), 1 changed, 1 deleted (5 MB)',
      '  + /a  1 kB',
      '  + /b/',
      '  + /b/l -> ../a',
      '  ~ /su  1 kB → 2 kB; mode 0644 → 4755; owner 0:0 → 3:0',
      '  - /z  5 MB',
      '',
      'packages: 1 added, 1 changed, 1 deleted',
      '  + apt curl  7.88',
      '  ~ apt libc6  2.36 → 2.37',
      '  - pip wheel  0.4',
      '',
      'configuration:',
      '  + ENV A=b',
      '  - EXPOSE 80/tcp',
      '  ~ USER x → y',
      '',
      'note: two: something',
      '',
    ].join('\n'),
  );
});

test('nothing that differs is said in a line', (t) => {
  t.is(formatDifference(none), 'one → two\n\nno difference\n');
});

test('of many files the rest is counted', (t) => {
  const files = Array.from({ length: 7 }, (_, at): FileChange => ({
    change: 'added',
    path: `/${String(at)}`,
    after: facts(),
  }));
  const text = formatDifference({ ...none, files }, 5);
  t.regex(text, /\n {2}\+ \/4 .*\n {2}… and 2 more \(--format json lists all\)\n$/);
  t.false(text.includes('/5'));
});

test('a file name cannot write to the terminal, nor begin a line', (t) => {
  const files: FileChange[] = [{ change: 'added', path: '/a\u001b]0;x\u0007\n- /etc', after: facts() }];
  t.regex(formatDifference({ ...none, files }), /\+ \/a\\n- \/etc {2}1 kB\n/);
});

test('JSON has all of it, and null for what is not there', (t) => {
  const told = JSON.parse(formatDifferenceJson(full)) as {
    readonly files: readonly object[];
    readonly packages: readonly object[];
    readonly configuration: readonly object[];
  };
  t.like(told, { before: none.before, after: none.after, notes: ['two: something'] });
  t.deepEqual(told.files[0], {
    path: '/a',
    change: 'added',
    before: null,
    after: { type: 'file', mode: '0644', uid: 0, gid: 0, size: 1000, sha256: '000000' },
  });
  t.like(told.files[3], { change: 'changed', aspects: ['content', 'mode', 'owner'] });
  t.deepEqual(told.packages[0], { manager: 'apt', name: 'curl', before: null, after: '7.88' });
  t.deepEqual(told.configuration[1], { field: 'EXPOSE', before: '80/tcp', after: null });
});
