import test from 'ava';
import { scrollPane, visibleRows, type RowUnit } from '../../src/tui/scroll-pane.js';
import type { PanePlace } from '../../src/tui/view-state.js';
import { readRows, wrapOutput, type WrappedLines } from '../../src/tui/wrapped-lines.js';

/** Lines numbered from `first` on, in a pane of four columns. */
const linesOf = (lines: readonly string[], first = 0): WrappedLines =>
  wrapOutput({ first, end: first + lines.length, lineAt: (number) => lines[number - first] ?? '' }, 4);

/** `3` is a line, `3.1` its second row. */
function at(place: string): PanePlace | undefined {
  const [line = '', row = '0'] = place.split('.');
  return place === 'end' ? undefined : { line: Number(line), row: Number(row) };
}

const height = 3;

/** The rows as they are read. */
function see(
  lines: WrappedLines,
  top: PanePlace | undefined,
): { rows: string[]; above: number; below: number } {
  const { rows, above, below } = visibleRows(lines, height, top);
  return { rows: rows.map(({ content }) => readRows([content])), above, below };
}

const plain = linesOf(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7']);
/** Of four, three, one and two rows. */
const wrapped = linesOf(['aaaabbbbccccdddd', 'eeeeffffgggg', 'h', 'iiiij']);

const scrolls = test.macro<
  [from: string, unit: RowUnit, direction: 1 | -1, to: string, lines?: WrappedLines]
>({
  exec: (t, from, unit, direction, to, lines = plain) => {
    t.deepEqual(scrollPane(lines, height, at(from), unit, direction), at(to));
  },
  title: (name = '', from, unit, direction, to) =>
    `${name}: from ${from}, ${unit} ${direction === 1 ? 'down' : 'up'} is ${to}`,
});

test('the end is three rows before the last', scrolls, 'end', 'row', -1, '4');
test('one row', scrolls, '4', 'row', -1, '3');
test('one row', scrolls, '3', 'row', 1, '4');
test('coming to the end follows it', scrolls, '4', 'row', 1, 'end');
test('at the end there is nothing further', scrolls, 'end', 'row', 1, 'end');
test('a page', scrolls, 'end', 3, -1, '2');
test('a page past the beginning', scrolls, '2', 3, -1, '0');
test('at the beginning there is nothing further', scrolls, '0', 'row', -1, '0');
test('a page past the end', scrolls, '4', 3, 1, 'end');
test('all', scrolls, 'end', 'all', -1, '0');
test('all', scrolls, '0', 'all', 1, 'end');

test('rows of a wrapped line count', scrolls, 'end', 'row', -1, '1.2', wrapped);
test('rows of a wrapped line count', scrolls, '1.2', 'row', -1, '1.1', wrapped);
test('rows of a wrapped line count', scrolls, '1', 'row', -1, '0.3', wrapped);
test('rows of a wrapped line count', scrolls, '0.3', 'row', 1, '1', wrapped);
test('several lines at once', scrolls, '0.1', 5, 1, '1.2', wrapped);
test('several lines at once', scrolls, '1.1', 4, -1, '0.1', wrapped);

const few = linesOf(['l0', 'l1']);
test('what is seen whole does not scroll', scrolls, 'end', 'row', -1, 'end', few);
test('what is seen whole does not scroll', scrolls, 'end', 'all', -1, 'end', few);
test('nothing does not scroll', scrolls, 'end', 3, -1, 'end', linesOf([]));

const late = linesOf(['l5', 'l6', 'l7', 'l8', 'l9'], 5);
test('a line that was dropped gives way to the first kept', scrolls, '2', 'row', 1, '6', late);
test('a line that was dropped gives way to the first kept', scrolls, '2', 'row', -1, '5', late);
test('the first line kept is the first of all', scrolls, 'end', 'all', -1, '5', late);
test(
  'a row that a wider window has not gives way to the last it has',
  scrolls,
  '1.9',
  'row',
  -1,
  '1.1',
  wrapped,
);
test(
  'a row that a wider window has not gives way to the last it has',
  scrolls,
  '0.9',
  'row',
  1,
  '1',
  wrapped,
);

const shows = test.macro<[from: string, rows: string, above: number, below: number, lines?: WrappedLines]>({
  exec: (t, from, rows, above, below, lines = plain) => {
    t.deepEqual(see(lines, at(from)), {
      rows: rows === '' ? [] : rows.split(' '),
      above,
      below,
    });
  },
  title: (name = '', from, rows) => `${name}: from ${from} one sees ${rows === '' ? 'nothing' : rows}`,
});

test('the end', shows, 'end', 'l5 l6 l7', 5, 0);
test('the beginning', shows, '0', 'l0 l1 l2', 0, 5);
test('in between', shows, '2', 'l2 l3 l4', 2, 3);
test('too near to the end, the end', shows, '7', 'l5 l6 l7', 5, 0);
test('past the end, the end', shows, '70', 'l5 l6 l7', 5, 0);
test(
  'the last rows of a long line',
  shows,
  'end',
  'gggg iiii j',
  1,
  0,
  linesOf(['x', 'eeeeffffgggg', 'iiiij']),
);
test('the middle of a long line', shows, '0.1', 'bbbb cccc dddd', 0, 3, wrapped);
test('the end of one and the beginning of the next', shows, '0.3', 'dddd eeee ffff', 0, 2, wrapped);
test('less than the window', shows, 'end', 'l0 l1', 0, 0, few);
test('nothing', shows, 'end', '', 0, 0, linesOf([]));
test('a dropped line is the first kept', shows, '2', 'l5 l6 l7', 0, 2, late);
test('a row that is not there any more', shows, '0.9', 'dddd eeee ffff', 0, 2, wrapped);

const long = linesOf(['aaaabbbbccccddddeeee']);
test('one long line', scrolls, 'end', 'row', -1, '0.1', long);
test('one long line', shows, '0.1', 'bbbb cccc dddd', 0, 0, long);
test('one long line', shows, 'end', 'cccc dddd eeee', 0, 0, long);

test('new output at the end moves nothing that is looked at', (t) => {
  const before = see(linesOf(['l0', 'l1', 'l2', 'l3', 'l4', 'l5']), { line: 1, row: 0 });
  const after = see(plain, { line: 1, row: 0 });
  t.deepEqual(after.rows, before.rows);
});

test('going up row by row from the end and down again shows every row once on the way', (t) => {
  let top: PanePlace | undefined;
  const seen: string[] = [];
  do {
    top = scrollPane(wrapped, height, top, 'row', -1);
    seen.push(see(wrapped, top).rows[0]!);
  } while (top !== undefined && (top.line > 0 || top.row > 0));
  t.deepEqual(seen, ['gggg', 'ffff', 'eeee', 'dddd', 'cccc', 'bbbb', 'aaaa']);
  for (let count = 1; count < seen.length; count += 1) top = scrollPane(wrapped, height, top, 'row', 1);
  t.is(scrollPane(wrapped, height, top, 'row', 1), undefined);
});
