import test from 'ava';
import { createShortMemory } from '../../../src/cli/step-files/short-memory.js';

test('what was not used for the longest time gives way', (t) => {
  const forgotten: number[] = [];
  const memory = createShortMemory<number>(2, (value) => forgotten.push(value));
  t.is(memory.put('a', 1), 1);
  memory.put('b', 2);
  t.is(memory.get('a'), 1);
  memory.put('c', 3);
  t.deepEqual(forgotten, [2]);
  t.is(memory.get('b'), undefined);
  t.deepEqual([memory.get('a'), memory.get('c')], [1, 3]);
  memory.remove('a');
  t.is(memory.get('a'), undefined);
  memory.clear();
  t.is(memory.get('c'), undefined);
});
