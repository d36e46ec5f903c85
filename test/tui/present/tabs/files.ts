// The tab Files as it is read, with names and texts that nobody can trust.
import test from 'ava';
import type { ChangedFile } from '../../../../src/tui/file-tree.js';
import type { SessionInput } from '../../../../src/session/transition.js';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { filesTab } from '../../../../src/tui/present/tabs/files.js';
import { presentKeys } from '../../../../src/tui/present/status.js';
import { present } from '../../../../src/tui/present/present.js';
import { widthOfAll } from '../../../../src/tui/present/fit.js';
import type { Scene } from '../../../../src/tui/present/scene.js';
import type { ViewState } from '../../../../src/tui/view-state.js';
import {
  added,
  aFile,
  aFolder,
  changed,
  changesOf,
  deleted,
  fakeStepFiles,
  known,
  type FakeStepFiles,
} from '../../../helpers/fake-step-files.js';
import { sceneOf, textOf } from '../../../helpers/scene-of.js';
import { ran, tellSession } from '../../../helpers/tell-session.js';

const text = 'FROM a\nRUN one\nRUN two\n';
const box = { width: 50, height: 12 };

interface World {
  readonly files: FakeStepFiles;
  readonly scene: (view?: Partial<ViewState>) => Scene;
  readonly see: (view?: Partial<ViewState>) => string[];
}

function open(inputs: readonly SessionInput[] = [...ran(0), ...ran(1)]): World {
  const files = fakeStepFiles();
  const context = { ...tellSession(text, inputs), files };
  const scene = (view: Partial<ViewState> = {}): Scene =>
    sceneOf(context, { view: { tab: 'files', ...view } });
  return { files, scene, see: (view) => presentPane(scene(view), box).rows.map(textOf) };
}

function told(changes: readonly ChangedFile[], ...notes: readonly string[]): World {
  const world = open();
  world.files.answer({ type: 'changes', step: 1 }, changesOf(changes, ...notes));
  return world;
}

const usual = [
  changed('/etc/conf', aFile(5), aFile(900), 'content'),
  deleted('/etc/old', aFile(7)),
  added('/usr/bin/tool', aFile(123_456, { mode: 0o755 })),
];

test('a tree with marks and sizes', (t) => {
  t.deepEqual(told(usual).see(), [
    '  /etc/',
    '~   conf  was 5B                              900B',
    '-   old                                         7B',
    '  /usr/bin/',
    '+   tool                                     123kB',
  ]);
});

test('in what a file differs', (t) => {
  const one = (file: ChangedFile): string => told([file]).see().at(-1)!.replace(/ {2,}/g, ' ');
  const before = aFile(5);
  t.is(one(changed('/f', before, aFile(5, { mode: 0o4755 }), 'mode')), '~ /f mode 0644 → 4755 5B');
  t.is(one(changed('/f', before, aFile(5, { uid: 7, gid: 8 }), 'owner')), '~ /f owner 0:0 → 7:8 5B');
  t.is(one(changed('/f', before, aFile(5), 'content')), '~ /f 5B');
  t.is(one(changed('/f', aFolder(), before, 'type')), '~ /f was a directory 5B');
  t.is(one(changed('/f', before, aFile(5), 'attributes')), '~ /f attributes 5B');
  const link = (target: string): ReturnType<typeof aFile> => aFile(0, { type: 'link', target });
  t.is(one(added('/f', link('x'))), '+ /f -> x');
  t.is(one(changed('/f', link('x'), link('y'), 'target')), '~ /f -> y, was -> x');
});

test('a folder that came as a whole is one row with its sum', (t) => {
  const files = [added('/new', aFolder()), added('/new/a', aFile(1000)), added('/new/b', aFile(2000))];
  t.deepEqual(told(files).see(), ['+ /new/  2 changes                             3kB']);
  t.deepEqual(
    told(files)
      .see({ files: { step: 1, path: '/new', toggled: ['/new'] } })
      .slice(1),
    [
      '+   a                                          1kB',
      '+   b                                          2kB',
    ],
  );
});

test('the title tells the totals and the step', (t) => {
  const subject = (world: World): string => filesTab.content(world.scene(), box).subject;
  t.is(subject(told(usual)), '+1 ~1 -1 124kB · 2: RUN one');
  t.is(subject(told([])), '2: RUN one');
});

test('before anything ran, while it is read, and when that failed', (t) => {
  t.deepEqual(open([]).see(), ['nothing has run yet']);
  const world = open();
  t.deepEqual(world.see(), ['reading…']);
  world.files.answer({ type: 'changes', step: 1 }, { status: 'reading' });
  t.deepEqual(world.see(), ['reading…']);
  world.files.answer({ type: 'changes', step: 1 }, { status: 'failed', reason: 'no image \u001b]0;x\u0007' });
  t.deepEqual(world.see(), ['no image ␛]0;x␇']);
  t.deepEqual(world.see({ cursor: 4 }).length, 1);
});

test('whose changes they are stands above them', (t) => {
  t.deepEqual(
    told(usual, 'what lines 2 and 3 changed together').see()[0],
    'what lines 2 and 3 changed together',
  );
  t.deepEqual(told([], 'it changed no file').see(), ['it changed no file']);
});

test('the file at the cursor is a bar, and in sight', (t) => {
  const many = Array.from({ length: 60 }, (_, at) => added(`/d/${String(at + 10)}`, aFile(at)));
  const { rows } = presentPane(told(many).scene({ files: { step: 1, path: '/d/55', toggled: [] } }), box);
  const bars = rows.filter(({ bar }) => bar === true);
  t.deepEqual(
    bars.map((each) => textOf(each).replace(/ {2,}/g, ' ')),
    ['+ 55 45B'],
  );
});

test('names of files do nothing to the screen, and nothing sticks out', (t) => {
  const files = [
    added('/\u001b[2Jevil\u0007', aFile(1)),
    added('/日本語/とても長い名前のファイル.txt', aFile(1)),
    added(`/${'deep/'.repeat(30)}x`, aFile(1)),
    changed(`/${'y'.repeat(90)}`, aFile(1), aFile(2, { uid: 70_000, gid: 70_000 }), 'content', 'owner'),
    added('/zz', aFile(0, { type: 'link', target: '\u001b]52;c;eA==\u0007' })),
  ];
  const world = told(files);
  for (const width of [20, 36, 50, 120]) {
    const { lines } = filesTab.content(world.scene(), { width, height: 12 });
    for (let line = 0; line < lines.end; line += 1)
      for (const row of lines.rowsAt(line)) {
        t.true(widthOfAll(row.spans) <= width, `${textOf(row)} at ${width}`);
        t.notRegex(textOf(row), /[\0-\x1f\x7f-\x9f]/);
      }
  }
});

test('a text with controls in it shows them as signs, with what is said of it below', (t) => {
  const world = open();
  const opened = { files: { step: 1, path: '/etc/conf', toggled: [], opened: 'text' } } as const;
  t.deepEqual(world.see(opened), ['reading…']);
  const lines = ['plain', '\u001b[31mred\u001b[0m \u009b2J', 'a\tb', 'f\udce9 😀', 'x'.repeat(60)];
  world.files.answer(
    { type: 'text', step: 1, path: '/etc/conf' },
    known({ lines, notes: ['cut: the first 1MB of 3MB'] }),
  );
  t.deepEqual(world.see(opened), [
    'plain',
    '␛[31mred␛[0m ␦2J',
    'a    b',
    'f\uFFFD 😀',
    'x'.repeat(50),
    'x'.repeat(10),
    'cut: the first 1MB of 3MB',
  ]);
  t.is(filesTab.content(world.scene(opened), box).subject, '/etc/conf');
});

test('what changed in a text has the colours of its marks', (t) => {
  const world = open();
  const opened = { files: { step: 1, path: '/c', toggled: [], opened: 'difference' } } as const;
  world.files.answer(
    { type: 'difference', step: 1, path: '/c' },
    known({ lines: ['@@ -1,1 +1,1 @@', '-old', '+new', ' same'], notes: [] }),
  );
  const { rows } = presentPane(world.scene(opened), box);
  t.deepEqual(
    rows.map(({ spans }) => spans[0]?.style),
    ['current', 'bad', 'good', undefined],
  );
});

test('what became of an extraction stands below the file it is of', (t) => {
  const world = told(usual);
  const place = { step: 1, path: '/etc/conf' };
  const last = (path: string): string => world.see({ files: { step: 1, path, toggled: [] } }).at(-1)!;
  world.files.answerExtraction(place, { status: 'reading' });
  t.is(last('/etc/conf'), 'writing…');
  world.files.answerExtraction(place, known('wrote ./conf (900B)'));
  t.is(last('/etc/conf'), 'wrote ./conf (900B)');
  t.not(last('/etc/old'), 'wrote ./conf (900B)');
  world.files.answerExtraction(place, { status: 'failed', reason: 'EACCES: permission denied' });
  t.is(last('/etc/conf'), 'EACCES: permission denied');
});

test('the keys of the files are hinted at while one is among them', (t) => {
  const bottom = (view: Partial<ViewState>): string =>
    textOf(present(told(usual).scene(view)).rows.status!.at(-1)!);
  const place = { files: { step: 1, path: '/etc', toggled: [] } };
  t.regex(bottom(place), /^ Enter open {2}d diff {2}E extract {2}Esc out {2}n next/);
  t.notRegex(bottom({}), /extract/);
  t.is(bottom({ ...place, tab: 'output' }), textOf(presentKeys(told(usual).scene())));
});
