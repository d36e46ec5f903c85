// Lines between stages, as a reader follows them.
import fc from 'fast-check';
import test from 'ava';
import { marksFor } from '../../../src/tui/present/marks.js';
import { drawGraph } from '../../../src/tui/present/stage-graph.js';

/** Each node as `needs`; its sign is its place. */
const draw = (needs: readonly (readonly number[])[], hasUnicode = true): string[] =>
  drawGraph(
    needs.map((each) => ({ needs: each })),
    marksFor(hasUnicode),
  ).map(({ before, after }, index) => `${before}${index}${after === '' ? '' : ` ${after}`}`);

test('one node has no line', (t) => {
  t.deepEqual(draw([[]]), ['0']);
});

test('a chain goes down step by step', (t) => {
  t.deepEqual(draw([[], [0], [1]]), ['0', '└─1', '  └─2']);
});

test('nodes that need the same one hang from its line', (t) => {
  t.deepEqual(draw([[], [0], [0]]), ['0', '├─1', '└─2']);
});

test('lines meet at a node that needs several', (t) => {
  t.deepEqual(draw([[], [], [0, 1]]), ['0', '│ 1', '└─┴─2']);
});

test('a diamond', (t) => {
  t.deepEqual(draw([[], [0], [0], [1, 2]]), ['0', '├─1', '└─│─2', '  └─┴─3']);
});

test('a line that is only passed is not joined, one that is needed again is', (t) => {
  t.deepEqual(draw([[], [], [0], [1, 2]]), ['0', '│ 1', '└─│─2', '  └─┴─3']);
  t.deepEqual(draw([[], [], [0, 1], [1, 2]]), ['0', '│ 1', '└─┼─2', '  └─┴─3']);
});

test('nodes without any line stand at the left', (t) => {
  t.deepEqual(draw([[], [], []]), ['0', '1', '2']);
});

test('without Unicode it is drawn in ASCII', (t) => {
  t.deepEqual(draw([[], [], [0, 1], [1, 2]], false), ['0', '| 1', '+-+-2', '  +-+-3']);
});

/** Each node needs some of those before it. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((wishes) =>
    wishes.map((each, index) => (index === 0 ? [] : [...new Set(each.map((wish) => wish % index))])),
  );

/** Where lines go from here, and where they come from, in a drawing of two columns a lane. */
const goesDown = '│├┼0123456789x';
const comesUp = '│├┼└┴';

test('every line begins below a node or a line and ends in one, whatever needs what', (t) => {
  fc.assert(
    fc.property(graphs, (needs) => {
      const rows = drawGraph(
        needs.map((each) => ({ needs: each })),
        marksFor(true),
      ).map(({ before, after }) => `${before}x ${after}`);
      for (const [index, row] of rows.entries()) {
        for (const [column, sign] of Array.from(row).entries()) {
          const above = rows[index - 1]?.[column] ?? ' ';
          if (comesUp.includes(sign)) t.true(goesDown.includes(above), rows.join('\n'));
        }
        const node = row.indexOf('x');
        t.is(needs[index]!.length > 0, row[node - 1] === '─', rows.join('\n'));
        const joined = Array.from(row.slice(0, node)).filter((sign) => '├┼└┴'.includes(sign)).length;
        t.is(joined, needs[index]!.length, rows.join('\n'));
      }
    }),
  );
});
