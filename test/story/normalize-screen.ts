// What differs from run to run on a screen, and what does not move because of it.
import test from 'ava';
import { normalizeScreen, type ShownNames } from '../helpers/story/normalize-screen.js';

const rows: Readonly<Record<string, readonly [row: string, normalized: string]>> = {
  'where the file as it was is': [
    ' wrote Dockerfile; the file as it was is /tmp/a/replaced/Dockerfile.f81f4f2a until the se…',
    ' wrote Dockerfile; the file as it was is BACKUP',
  ],
  'a time in its column': [' ✓   12ms    1 RUN a', ' ✓   0.0s    1 RUN a'],
  'a longer time in its column': [' ✓     9s    1 RUN a', ' ✓   0.0s    1 RUN a'],
  'a time in a sentence': [' done 2: RUN a (1.2s) │ next', ' done 2: RUN a (0.0s) │ next'],
  'minutes and seconds': ['after 1m 2s', 'after 0.0s'],
  'sizes and parts': ['   999kB   7% 12B', '      0B   0% 0B'],
  'a size behind a time': [' ✓    12ms 12.3kB 3 RUN a', ' ✓    0.0s     0B 3 RUN a'],
  'a small size behind a time': [' ✓      1s   999B 3 RUN a', ' ✓    0.0s     0B 3 RUN a'],
  'a small part': ['  <1%', '   0%'],
  'the tag of a checkpoint': ['refrom/x:build-L4-1a2b3c4d-byhand', 'refrom/x:build-L4-00000000-byhand'],
  'an ID': ['made the image 0123456789ab app', 'made the image 000000000000 app'],
  'a whole ID': [`built sha256:${'1a'.repeat(32)}`, `built sha256:${'0'.repeat(64)}`],
  'what runs': ['⠼ RUN', '⠋ RUN'],
  'the header': [
    ' refrom  Dockerfile    28.1.2 at unix:///sock · 1.2s ',
    ' refrom  Dockerfile                    ENGINE · 0.0s',
  ],
  'a header with no room between its halves': [
    ' refrom  Dockerfile · app 28.1.2 at unix:///sock · 1.2s ',
    ' refrom  Dockerfile · app                 ENGINE · 0.0s',
  ],
  'blanks at the end': ['a  ', 'a'],
};

for (const [name, [row, normalized]] of Object.entries(rows)) {
  test(`${name} becomes the same in each run`, (t) => {
    t.is(normalizeScreen(row, 100), `${normalized}\n`);
  });
}

test('what is no time, size or ID stays', (t) => {
  for (const row of ['v1.2s3', 'sleep-2s', 'facade', 'abcdefabcdef', '2 steps', 'x12ms'])
    t.is(normalizeScreen(row, 100), `${row}\n`);
});

test('a header without an engine stays as it is, but where there may be no room for one', (t) => {
  const empty = ' refrom  Dockerfile · app'.padEnd(100);
  t.is(normalizeScreen(empty, 100), `${empty.trimEnd()}\n`);
  t.is(normalizeScreen(`${empty.slice(0, -5)}1.2s `, 100), `${empty.slice(0, -5)}0.0s\n`);
  t.is(normalizeScreen(empty.slice(0, 60), 60), ` refrom  Dockerfile · app${'ENGINE · 0.0s'.padStart(34)}\n`);
});

test('names made for a run are shown by others, and columns stay', (t) => {
  const names: ShownNames = [
    ['refrom-base-abc123', 'busybox'],
    ['refrom-app-abc123', 'app'],
  ];
  t.is(
    normalizeScreen(
      [
        ' 1 FROM refrom-base-abc123     │ it printed nothing',
        ' 2 RUN true                    │ refrom-app-abc123',
        ' Output · 1: FROM refrom-base-abc123 ──────',
      ].join('\n'),
      100,
      names,
    ),
    [
      ' 1 FROM busybox                │ it printed nothing',
      ' 2 RUN true                    │ app',
      ' Output · 1: FROM busybox ─────────────────',
      '',
    ].join('\n'),
  );
});

test('a name that is cut is shown by another one too', (t) => {
  t.is(
    normalizeScreen('RUN wget http://127.0.0.1:362…', 100, [['127.0.0.1:36211', '127.0.0.1:8000']]),
    'RUN wget http://127.0.0.1:8000…\n',
  );
});

test('empty rows at the end of a screen are left out', (t) => {
  t.is(normalizeScreen('a\n\nb\n\n\n', 100), 'a\n\nb\n');
});

test('what is done is cut for the widest time, whatever it took', (t) => {
  // The left half of 60 columns has room for 29, with a time of at most eight.
  for (const done of ['RUN abcdefghij… (123ms)', 'RUN abcdefghijklmn… (9s)', 'RUN abcdefghijklmnop (9s)'])
    t.is(
      normalizeScreen(` done 2: ${done} │ next 3: RUN b`, 60),
      ' done 2: RUN abcdefg… (0.0s) │ next 3: RUN b\n',
    );
});
