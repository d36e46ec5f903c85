import test from 'ava';
import { walkDepthFirst } from '../../src/plan/depth-first.js';

const walks = test.macro(
  (t, edges: Record<number, number[]>, starts: number[], order: number[], closing: number[] = []) => {
    const graph = { edgesOf: (place: number) => edges[place] ?? [], targetOf: (edge: number) => edge };
    t.deepEqual(walkDepthFirst(starts, graph), { order, closing });
  },
);

test('each after those it leads to, once', walks, { 3: [1, 2], 2: [0], 1: [0] }, [3], [0, 1, 2, 3]);
test('from each start that was not seen yet', walks, { 1: [0] }, [0, 1, 2], [0, 1, 2]);
test(
  'an edge that closes a circle is told of, and not followed',
  walks,
  { 0: [1], 1: [2, 0] },
  [0],
  [2, 1, 0],
  [0],
);
test('a place that leads to itself', walks, { 0: [0] }, [0], [0], [0]);
