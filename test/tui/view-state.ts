// Where one looks in the source, and what is shown for it.
import test from 'ava';
import fc from 'fast-check';
import type { SessionInput } from '../../src/session/transition.js';
import { scrollIntoView } from '../../src/tui/scroll-source.js';
import { splitSource } from '../../src/tui/split-source.js';
import { cursorLine, openView, shownLines, shownStep } from '../../src/tui/view-state.js';
import { propertyRuns } from '../helpers/property-runs.js';
import { fails, next, ran, starts, tellSession } from '../helpers/tell-session.js';

const text = `# a comment
FROM a
RUN one
RUN two \\
  and more

RUN three
`;
const view = openView({ columns: 80, rows: 24 });

const pointsAt = test.macro<[inputs: readonly SessionInput[], cursor: number | undefined, line: number]>({
  exec: (t, inputs, cursor, line) => {
    t.is(cursorLine(cursor === undefined ? view : { ...view, cursor }, tellSession(text, inputs)), line);
  },
  title: (name = '') => name,
});

test('before anything ran the cursor is on the first step', pointsAt, [], undefined, 2);
test('the cursor follows the execution', pointsAt, [...ran(0), ...ran(1)], undefined, 4);
test(
  'after the last step it stays there',
  pointsAt,
  [0, 1, 2, 3].flatMap((id) => ran(id)),
  undefined,
  7,
);
test('where the user put it, it stays', pointsAt, ran(0), 6, 6);
test('past the end it is on the last line', pointsAt, [], 70, 7);

const shows = test.macro<
  [inputs: readonly SessionInput[], cursor: number | undefined, step: number | undefined]
>({
  exec: (t, inputs, cursor, step) => {
    t.is(shownStep(cursor === undefined ? view : { ...view, cursor }, tellSession(text, inputs)), step);
  },
  title: (name = '') => name,
});

const twoRan = [...ran(0), ...ran(1, 'one\n')];
test('before anything ran no output is shown', shows, [], undefined, undefined);
test('at a pause the output of the step just done is shown', shows, twoRan, undefined, 1);
test('so it is after the first step', shows, ran(0), undefined, 0);
test('of a running step the output is shown at once', shows, [...twoRan, next, starts(2)], undefined, 2);
test('of a failed step too', shows, [...twoRan, next, starts(2), fails(2)], undefined, 2);
test('the cursor on a step that ran shows its output', shows, twoRan, 2, 0);
test('on its second line as well', shows, [...twoRan, ...ran(2)], 5, 2);
test('the cursor on a step that did not run shows the latest', shows, twoRan, 7, 1);
test('so it does between steps', shows, twoRan, 6, 1);
test(
  'after a step back the output of what ran can still be looked at',
  shows,
  [...twoRan, { type: 'back' }],
  3,
  1,
);

test('the lines shown are those of the step shown', (t) => {
  const lines = shownLines(view, tellSession(text, twoRan));
  t.deepEqual([lines.first, lines.end, lines.lineAt(0)], [0, 1, 'one']);
  t.is(shownLines(view, tellSession(text)).end, 0);
});

const becomes = test.macro<[text: string, lines: readonly string[]]>({
  exec: (t, text, lines) => {
    t.deepEqual(splitSource({ path: 'Dockerfile', text }).lines, lines);
  },
  title: (_ = '', text, lines) => `${JSON.stringify(text)} is ${lines.length} line(s)`,
});

test(becomes, '', ['']);
test(becomes, '\n', ['']);
test(becomes, 'FROM a', ['FROM a']);
test(becomes, 'FROM a\n', ['FROM a']);
test(becomes, 'FROM a\n\n', ['FROM a', '']);
test(becomes, 'FROM a\r\nRUN b\r\n', ['FROM a', 'RUN b']);
test(becomes, '\ufeffFROM a\n', ['FROM a']);
test(becomes, 'RUN a\rb\n', ['RUN a\rb']);
test(becomes, '\n\nFROM a', ['', '', 'FROM a']);

/** A text of a hundred lines in a window of ten. */
const scrolls = test.macro<[top: number, lines: readonly [number, number], expected: number]>({
  exec: (t, top, [line, endLine], expected) => {
    t.is(scrollIntoView(top, { line, endLine, height: 10, length: 100 }), expected);
  },
  title: (name = '', top, lines, expected) =>
    `${name}: from line ${top}, showing ${lines.join(' to ')}, the first line seen is ${expected}`,
});

test('what is well in sight moves nothing', scrolls, 1, [4, 4], 1);
test('three lines stay seen below', scrolls, 1, [8, 8], 2);
test('three lines stay seen above', scrolls, 20, [21, 21], 18);
test('far below', scrolls, 1, [50, 50], 44);
test('far above', scrolls, 80, [50, 50], 47);
test('the beginning has nothing above', scrolls, 5, [1, 1], 1);
test('the end has nothing below', scrolls, 1, [100, 100], 91);
test('a step of several lines is seen to its end', scrolls, 1, [6, 9], 3);
test('of a step longer than the window the first line is seen', scrolls, 1, [50, 70], 47);
test('a top past the end comes back', scrolls, 99, [95, 95], 91);

const targets = fc.record({
  top: fc.integer({ min: 1, max: 60 }),
  line: fc.integer({ min: 1, max: 50 }),
  lines: fc.integer({ min: 1, max: 50 }),
  height: fc.integer({ min: 1, max: 60 }),
  more: fc.integer({ min: 0, max: 50 }),
});

test('the first line of the target is always seen, and no line past the end where there are lines before', (t) => {
  fc.assert(
    fc.property(targets, ({ top, line, lines, height, more }) => {
      const endLine = line + lines - 1;
      const length = endLine + more;
      const first = scrollIntoView(top, { line, endLine, height, length });
      const isSeen = first <= line && line < first + height;
      return first >= 1 && isSeen && (first === 1 || first + height - 1 <= length);
    }),
    propertyRuns(500),
  );
  t.pass();
});

test('a target that is followed line by line moves the text no more than it must', (t) => {
  let top = 1;
  const tops = Array.from({ length: 20 }, (_, index) => {
    top = scrollIntoView(top, { line: index + 1, endLine: index + 1, height: 10, length: 100 });
    return top;
  });
  t.deepEqual(tops, [1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
});
