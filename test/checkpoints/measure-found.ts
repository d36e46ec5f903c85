import test from 'ava';
import { measureFound } from '../../src/checkpoints/measure-found.js';
import { planOf } from '../helpers/plan-of.js';

/** Of checkpoints with these sizes, by step. */
function measure(text: string, sizes: Readonly<Record<number, number>>): Record<number, number> {
  const plan = planOf(text);
  const found = Object.fromEntries(
    Object.entries(sizes).map(([step, size]) => [step, { image: `s${step}`, size }]),
  );
  const measured = measureFound(plan, found, new Map([['a', { size: 100 }]]));
  return Object.fromEntries(Object.entries(measured).map(([step, { bytes }]) => [Number(step), bytes]));
}

test('a checkpoint adds what it has more than the state before it', (t) => {
  t.deepEqual(measure('FROM a\nRUN x\nENV b=1\nRUN y\n', { 1: 110, 2: 110, 3: 150 }), { 1: 10, 2: 0, 3: 40 });
  t.deepEqual(measure('FROM a\nRUN x\nRUN y\n', { 2: 150 }), { 2: 50 });
  t.deepEqual(measure('FROM scratch\nCOPY x /\n', { 1: 7 }), { 1: 7 });
});

test('a stage stands on the end of another one, where that is there', (t) => {
  const text = 'FROM a AS one\nRUN x\nRUN y\nFROM one\nRUN z\n';
  t.deepEqual(measure(text, { 1: 110, 2: 120, 4: 150 }), { 1: 10, 2: 10, 4: 30 });
  t.deepEqual(measure(text, { 1: 110, 4: 150 }), { 1: 10, 4: 0 });
});

test('of a base whose size is not known nothing is said', (t) => {
  t.deepEqual(measure('FROM b\nRUN x\nRUN y\n', { 1: 110, 2: 115 }), { 1: 0, 2: 5 });
});
