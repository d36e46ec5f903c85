import test from 'ava';
import { compareConfigurations } from '../../src/checkpoints/diff/compare-configurations.js';
import { compareFiles } from '../../src/checkpoints/diff/compare-files.js';
import { comparePackages } from '../../src/checkpoints/diff/compare-packages.js';
import { compareStates } from '../../src/checkpoints/diff/compare-states.js';
import { readState } from '../../src/checkpoints/diff/read-state.js';
import type { ImageConfig } from '../../src/plan/image-config.js';
import { file, folder, plain, toEntries, type Plain } from '../helpers/plain-entries.js';

const filesOf = async (list: readonly Plain[]) => (await readState(toEntries(list))).files;

/** `path what…` or `+path`, `-path`. */
async function tellChanges(before: readonly Plain[], after: readonly Plain[]): Promise<readonly string[]> {
  return compareFiles(await filesOf(before), await filesOf(after)).map((each) => {
    if (each.change === 'changed') return `${each.path} ${each.aspects.join(' ')}`;
    return `${each.change === 'added' ? '+' : '-'}${each.path}`;
  });
}

const changes = test.macro(
  async (t, before: readonly Plain[], after: readonly Plain[], expected: readonly string[]) => {
    t.deepEqual(await tellChanges(before, after), expected);
  },
);

const link = (path: string, target: string): Plain => ({ ...plain, path, type: 'link', target, mode: 0o777 });
const hardlink = (path: string, target: string): Plain => ({ ...plain, path, type: 'hardlink', target });
const device = (minor: number): Plain => ({
  ...plain,
  path: 'd',
  type: 'other',
  device: { kind: 'character', major: 1, minor },
});

test(
  'what came and what went is listed by path',
  changes,
  [folder(''), file('b', 'x'), file('z', '')],
  [folder(''), file('c', 'x'), folder('a'), file('a/x', '')],
  ['+/a', '+/a/x', '-/b', '+/c', '-/z'],
);
test('another time alone is no change', changes, [file('a', 'x')], [file('a', 'x', { modified: 5 })], []);
test('content of the same size is told apart', changes, [file('a', 'x')], [file('a', 'y')], ['/a content']);
test(
  'all that changed of a file is said',
  changes,
  [file('a', 'x')],
  [file('a', 'xy', { mode: 0o4755, uid: 1 })],
  ['/a content mode owner'],
);
test(
  'a file in the place of a folder is one change',
  changes,
  [folder('a')],
  [file('a', 'x', { uid: 3 })],
  ['/a type'],
);
test('a link that leads elsewhere', changes, [link('a', 'x')], [link('a', 'y')], ['/a target']);
test('another device', changes, [device(3)], [device(5)], ['/d device']);
test(
  'a capability is a change, and a comment in the archive is none',
  changes,
  [file('a', 'x', { attributes: { comment: 'one' } }), file('b', 'x')],
  [
    file('a', 'x', { attributes: { comment: 'two' } }),
    file('b', 'x', { attributes: { 'SCHILY.xattr.c': 'x' } }),
  ],
  ['/b attributes'],
);
test(
  'two names of a file are as good as two equal files',
  changes,
  [file('a', 'x'), hardlink('b', 'a')],
  [file('a', 'x'), file('b', 'x')],
  [],
);
test(
  'what is written to a file is seen under all its names',
  changes,
  [file('a', 'x'), hardlink('b', 'a')],
  [file('a', 'y'), hardlink('b', 'a')],
  ['/a content', '/b content'],
);

const pip = (name: string, version: string) => ({ manager: 'pip' as const, name, version });

test('packages are compared by name, however it is spelt, and version', (t) => {
  t.deepEqual(
    comparePackages(
      [pip('Same', '1'), pip('old', '1'), pip('A_b', '1')],
      [pip('same', '1'), pip('new', '2'), pip('a-b', '2')],
    ),
    [
      { manager: 'pip', name: 'A_b', before: '1', after: '2' },
      { manager: 'pip', name: 'new', before: undefined, after: '2' },
      { manager: 'pip', name: 'old', before: '1', after: undefined },
    ],
  );
});

test('a package that is there twice has two versions', (t) => {
  t.deepEqual(comparePackages([pip('a', '1')], [pip('a', '2'), pip('a', '1'), pip('a', '2')]), [
    { manager: 'pip', name: 'a', before: '1', after: '1, 2' },
  ]);
});

const configured = (config: ImageConfig, platform = 'linux/amd64') => ({ config, platform });

test('variables, labels, ports and volumes are compared one by one', (t) => {
  const before = configured({
    Env: ['A=1', 'B=2=3', 'GONE='],
    Labels: { x: '1' },
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/v': {} },
  });
  const after = configured({
    Env: ['B=2=4', 'A=1', 'NEW=x'],
    Labels: { x: '2' },
    ExposedPorts: { '80/tcp': {}, '81/tcp': {} },
  });
  t.deepEqual(compareConfigurations(before, after), [
    { field: 'ENV', name: 'B', before: '2=3', after: '2=4' },
    { field: 'ENV', name: 'GONE', before: '', after: undefined },
    { field: 'ENV', name: 'NEW', before: undefined, after: 'x' },
    { field: 'LABEL', name: 'x', before: '1', after: '2' },
    { field: 'EXPOSE', before: undefined, after: '81/tcp' },
    { field: 'VOLUME', before: '/v', after: undefined },
  ]);
});

test('every field of a configuration is compared', (t) => {
  const full: Required<ImageConfig> = {
    User: 'u',
    Env: ['A=1'],
    Cmd: ['c'],
    Entrypoint: ['e'],
    WorkingDir: '/w',
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/v': {} },
    Labels: { l: '1' },
    Healthcheck: { Test: ['NONE'] },
    StopSignal: 'SIGINT',
    Shell: ['s'],
    OnBuild: ['RUN x'],
    ArgsEscaped: true,
  };
  const found = compareConfigurations(configured({}), configured(full, 'linux/arm64'));
  t.is(found.length, Object.keys(full).length + 1);
  t.deepEqual(compareConfigurations(configured(full), configured(full)), []);
});

test('of a wreck the configuration is not compared, and that is said', (t) => {
  const system = { files: new Map(), packages: [], notes: [] };
  const image = { ...configured({ User: 'u' }), id: 'sha256:1' };
  const difference = compareStates(
    { name: 'a', image, system },
    { name: 'w', image: undefined, system: { ...system, notes: ['n'] } },
  );
  t.deepEqual(difference.configuration, []);
  t.is(difference.after.image, null);
  t.deepEqual(difference.notes, ['w: n', 'w: the configuration of a wreck is not compared']);
});
