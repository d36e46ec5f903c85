// Whole frames, as a terminal gets them: what a user must see, at any size, and never more than there is room for.
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { createFrameRenderer } from '../../src/tui/frame-renderer.js';
import { widthOf } from '../../src/tui/present/fit.js';
import { marksFor } from '../../src/tui/present/marks.js';
import { present } from '../../src/tui/present/present.js';
import { tabNames } from '../../src/tui/present/tabs/tabs.js';
import { withoutColors } from '../../src/tui/present/without-colors.js';
import { updateView } from '../../src/tui/update-view.js';
import { propertyRuns } from '../helpers/property-runs.js';
import { sceneOf, type Looks } from '../helpers/scene-of.js';
import { fails, finishes, next, prints, ran, reports, starts, tellSession } from '../helpers/tell-session.js';

const colored = createFrameRenderer(true);
const plain = createFrameRenderer(false);
test.after(() => {
  colored.close();
  plain.close();
});

const text = `FROM debian:bookworm AS build
RUN apt-get update && \\
    apt-get install -y --no-install-recommends a-package another-package and-one-more-of-them
ENV GREETING="héllo 日本語テキスト日本語テキスト日本語テキスト日本語テキスト日本語テキスト 👍 end"
RUN make
`;
const wide = '日本語テキスト'.repeat(20);
const printed = `\u001b[31mred\n${'x'.repeat(300)}\n${wide}\n\ttabbed\u001b]0;title\u0007\nwhat it said last\n`;
const half = [...ran(0), ...ran(1, printed)];
const failed = [
  ...half,
  ...ran(2),
  next,
  starts(3),
  fails(3, 'RUN failed with exit code 2', 'r runs it again'),
];

const situations = {
  'nothing has run': tellSession(text),
  paused: tellSession(text, half),
  'empty output': tellSession(text, [...half, ...ran(2)]),
  running: tellSession(text, [...half, ...ran(2), next, starts(3), prints(3, 'working')]),
  failed: tellSession(text, failed),
  finished: tellSession(text, [...half, ...ran(2), ...ran(3), finishes('app:1')]),
  'a problem of several lines': tellSession(text, [...half, reports(`${wide}\nsecond\u001b[2J\u001b[H`)]),
};
type Situation = keyof typeof situations;
const everySituation = Object.keys(situations) as Situation[];

interface Frame {
  readonly lines: readonly string[];
  readonly raw: string;
}

function draw(t: ExecutionContext, situation: Situation, looks: Looks = {}, renderer = plain): Frame {
  const context = situations[situation];
  const asked = sceneOf(context, looks);
  const scene = {
    ...asked,
    view: updateView(asked.view, { type: 'resize', size: asked.view.size }, context),
  };
  const raw = renderer.render(present(scene));
  const lines = withoutColors(raw).split('\n');
  const { columns, rows } = scene.view.size;
  t.true(lines.length <= rows, `${lines.length} rows in ${rows}`);
  const wrong = lines.filter((line) => widthOf(line) > columns || /[\0-\x1f\x7f-\x9f]/.test(line));
  t.deepEqual(wrong, [], `wider than ${columns}, or with controls`);
  return { lines, raw };
}

const sizes: readonly (readonly [columns: number, rows: number])[] = [
  [80, 24],
  [120, 40],
  [40, 10],
];

/** Each on some row. */
const mustBeSeen: Readonly<Record<Situation, readonly RegExp[]>> = {
  'nothing has run': [
    /refrom {2}Dockerfile/,
    /▶.* 1 FROM/,
    /nothing has run yet/,
    /next 1: FROM/,
    /paused before/,
  ],
  paused: [
    /▶.* 4 ENV GREETING="héllo 日/,
    /\[Output\].* 2: RUN/,
    /what it said last/,
    /done 2: /,
    /next 4: /,
  ],
  'empty output': [/▶.* 5 RUN make/, /\[Output\].* 4: ENV/, /it printed nothing/, /next 5: RUN make/],
  running: [/[⠋-⠿].* 5 RUN make/, /\[Output\].* 5: RUN m/, /working/, /running 5: RUN ma/],
  failed: [
    /✗.* 5 RUN make/,
    /\[Output\].* 5/,
    /✗ RUN failed with exit code 2/,
    /failed 5: RUN make/,
    /exit code 2/,
  ],
  finished: [/✓.* 5 RUN make/, /the end/, /made the image 0123456789ab app:1/],
  'a problem of several lines': [/refrom/, /done 2/, /^ 日本語/],
};

for (const [columns, rows] of sizes) {
  for (const [situation, patterns] of Object.entries(mustBeSeen) as [Situation, readonly RegExp[]][]) {
    test(`${columns}x${rows}, ${situation}: what matters is seen, and nothing sticks out`, (t) => {
      const { lines } = draw(t, situation, { columns, rows });
      t.is(lines.length, rows);
      for (const pattern of patterns) {
        const isSeen = lines.some((line) => pattern.test(line));
        t.true(isSeen, `${String(pattern)} is not in\n${lines.join('\n')}`);
      }
      t.regex(lines.at(-1)!, / q quit {2}\? help *$/);
    });
  }
}

test('with help open the keys are seen in place of source and output', (t) => {
  for (const [columns, rows] of sizes) {
    const { lines } = draw(t, 'paused', {
      columns,
      rows,
      view: { isHelpOpen: true, size: { columns, rows } },
    });
    t.regex(lines[1]!, /keys · Esc closes/);
    t.regex(lines[2]!, /^ {2}n +run the next step/);
    t.false(lines.some((line) => /RUN apt-get|what it said last/.test(line.replace(/done.*/, ''))));
    t.regex(lines.at(-3)!, /next 4: ENV/);
  }
});

for (const [columns, rows] of sizes) {
  test(`${columns}x${rows}, one alone has all rows between header and status`, (t) => {
    const alone = (zoom: 'pane' | 'source'): readonly string[] =>
      draw(t, 'paused', { columns, rows, view: { zoom, size: { columns, rows } } }).lines;
    const [pane, source] = [alone('pane'), alone('source')];
    t.deepEqual([pane.length, source.length], [rows, rows]);
    t.regex(pane[1]!, /^─ \[Output\]/);
    t.true(pane.some((line) => line.includes('what it said last')));
    t.false(pane.some((line) => line.includes('1 FROM')));
    t.true(source.some((line) => /▶.* 4 ENV/.test(line)));
    t.false(source.some((line) => line.includes('[Output]')));
  });
}

test('beside each other, source and output keep to their sides whatever is in them', (t) => {
  const { lines } = draw(t, 'paused', { columns: 120, rows: 40 });
  const panes = lines.slice(2, -3);
  t.true(panes.every((line) => line.includes('│')));
  t.deepEqual(
    [...new Set(panes.map((line) => widthOf(line.slice(0, line.indexOf('│'))))), panes.length],
    [59, 35],
  );
  t.true(panes.some((line) => /1 FROM debian.*│red *$/.test(line)));
});

test('the rule around a title goes to the edge', (t) => {
  const ruleOf = (columns: number): string =>
    draw(t, 'paused', { columns }).lines.find((line) => line.includes('─ [Output]'))!;
  t.is(widthOf(ruleOf(80)), 80);
  t.regex(ruleOf(80), /^─ \[Output\] .* 2: RUN.* ─+$/);
  t.regex(ruleOf(120), /^─ source ─+┬─ \[Output\] .* 2: RUN.* ─+$/);
  t.is(widthOf(ruleOf(120)), 120);
});

test('colours only colour: without them the same is read', (t) => {
  for (const [columns, rows] of sizes) {
    for (const situation of everySituation) {
      const looks = { columns, rows };
      t.deepEqual(draw(t, situation, looks, colored).lines, draw(t, situation, looks).lines);
    }
  }
});

test('with colours those of a program are seen, and end with their row', (t) => {
  const red = draw(t, 'paused', {}, colored)
    .raw.split('\n')
    .find((line) => line.includes('what it said last'));
  t.regex(red!, /\u001b\[31mwhat it said last\u001b\[0m/);
});

test('without colours there are none, and what is bold, faint or a bar stays so', (t) => {
  for (const situation of everySituation) {
    const { raw } = draw(t, situation);
    const parameters = new Set([...raw.matchAll(/\u001b\[([\d;:]*)m/g)].map(([, each]) => each));
    t.deepEqual(
      [...parameters].filter((each) => !['0', '1', '2', '7', '27'].includes(each!)),
      [],
    );
    t.true(parameters.has('1') && parameters.has('7'));
  }
});

test('where there is no Unicode nothing but ASCII is drawn, each thing in its place', (t) => {
  for (const isHelpOpen of [false, true]) {
    for (const situation of everySituation) {
      const looks = { columns: 120, rows: 20, view: { isHelpOpen, size: { columns: 120, rows: 20 } } };
      const ascii = draw(t, situation, { ...looks, marks: marksFor(false) });
      t.regex(ascii.raw, /^[\n\u001b -~]*$/);
      t.deepEqual(ascii.lines.map(widthOf), draw(t, situation, looks).lines.map(widthOf));
    }
  }
});

test('a window that is too small says so, and how large it should be', (t) => {
  t.deepEqual(draw(t, 'paused', { columns: 39, rows: 24 }).lines.slice(0, 2), [
    'terminal too small',
    '39×24, needs 40×10',
  ]);
  t.is(draw(t, 'paused', { columns: 8, rows: 1 }).lines.join('\n'), 'termina…');
});

test('a window that changes its size is drawn as one that always had it', (t) => {
  const before = sizes.map(([columns, rows]) => draw(t, 'failed', { columns, rows }).raw);
  const after = [...sizes].reverse().map(([columns, rows]) => draw(t, 'failed', { columns, rows }).raw);
  t.deepEqual(after.reverse(), before);
});

const windows = fc.record({
  situation: fc.constantFrom(...everySituation),
  columns: fc.integer({ min: 1, max: 160 }),
  rows: fc.integer({ min: 1, max: 50 }),
  cursor: fc.integer({ min: 1, max: 5 }),
  isHelpOpen: fc.boolean(),
  tab: fc.constantFrom(...tabNames),
  zoom: fc.constantFrom('both' as const, 'pane' as const, 'source' as const),
  outputTop: fc.record({ line: fc.integer({ min: 0, max: 6 }), row: fc.integer({ min: 0, max: 4 }) }),
});

test('in any window, wherever one looks, nothing sticks out', (t) => {
  fc.assert(
    fc.property(windows, ({ situation, columns, rows, ...view }) => {
      draw(t, situation, { view: { ...view, size: { columns, rows } } }, colored);
    }),
    propertyRuns(30),
  );
});
