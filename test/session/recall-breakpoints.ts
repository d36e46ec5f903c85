import test from 'ava';
import type { Breakpoint } from '../../src/session/breakpoint.js';
import { keepBreakpoints, recallBreakpoints } from '../../src/session/recall-breakpoints.js';
import { planOf } from '../helpers/plan-of.js';

const plan = planOf('FROM a AS one\nRUN first\nRUN second\nRUN first\n');
const all: readonly Breakpoint[] = [
  { type: 'line', line: 3 },
  { type: 'stage', stage: 'one' },
  { type: 'pattern', pattern: 'x' },
  { type: 'condition', name: 'A', operator: '==', value: '1' },
];

test('what is kept of one run is found by the next', (t) => {
  t.deepEqual(recallBreakpoints(plan, keepBreakpoints(plan, all)), { found: all, lost: [] });
});

test('those of one run alone are not kept', (t) => {
  t.deepEqual(keepBreakpoints(plan, [{ type: 'line', line: 3, isOfThisRun: true }]), []);
});

test('one on a line goes with its instruction, to the nearest of the same', (t) => {
  const moved = planOf('FROM a AS one\n\n\nRUN first\nRUN second\nRUN first\n');
  const lines = (line: number): unknown =>
    recallBreakpoints(moved, keepBreakpoints(plan, [{ type: 'line', line }])).found;
  t.deepEqual(lines(3), [{ type: 'line', line: 5 }]);
  t.deepEqual(lines(2), [{ type: 'line', line: 4 }]);
  t.deepEqual(lines(4), [{ type: 'line', line: 4 }]);
});

test('where its instruction was edited it stays on its line', (t) => {
  const edited = planOf('FROM a AS one\nRUN first\nRUN another\nRUN first\n');
  t.deepEqual(recallBreakpoints(edited, keepBreakpoints(plan, all)).found[0], { type: 'line', line: 3 });
});

test('what means nothing in this plan is told apart, and what is damaged with it', (t) => {
  const other = planOf('FROM a\n');
  const kept = [...keepBreakpoints(plan, all), { place: '/(/' }, { place: '' }];
  const { found, lost } = recallBreakpoints(other, kept);
  t.deepEqual(found, all.slice(2));
  t.deepEqual(
    lost.map(({ place }) => place),
    ['3', 'one', '/(/', ''],
  );
});

test('two that have come to mean the same are one', (t) => {
  const shorter = planOf('FROM a AS one\nRUN first\n');
  const kept = keepBreakpoints(plan, [
    { type: 'line', line: 2 },
    { type: 'line', line: 4 },
  ]);
  t.deepEqual(recallBreakpoints(shorter, kept).found, [{ type: 'line', line: 2 }]);
});
