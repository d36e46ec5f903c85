import test from 'ava';
import { savedBytes } from '../../src/engine/measure-writes.js';

/** Containers as `name:bytes…`: what each held after each of its steps. */
const saves = test.macro((t, containers: readonly string[], expected: number) => {
  const writes = containers.flatMap((text) => {
    const [container = '', ...sizes] = text.split(' ');
    return sizes.map((bytes) => ({ stage: 0, step: 0, container, bytes: Number(bytes) }));
  });
  t.is(savedBytes(writes), expected);
});

test('what is only added is in one layer as well as in many', saves, ['a 10 20 20 50'], 0);
test('what is removed again is in no layer', saves, ['a 10 110 10'], 100);
test('each time it is there it counts', saves, ['a 100 0 100 0'], 200);
test('what one container was committed with is the base of another', saves, ['a 100 40', 'b 30 10'], 80);
test('nothing executed, nothing saved', saves, [], 0);

test('of a stage whose layers were joined the one layer counts', (t) => {
  const write = (stage: number, container: string, bytes: number) => ({ stage, step: 0, container, bytes });
  const writes = [write(0, 'a', 100), write(0, 'b', 50), write(1, 'c', 30), write(1, 'c', 10)];
  t.is(savedBytes(writes), 20);
  t.is(savedBytes(writes, new Map([[0, 90]])), 180 - 100);
  t.is(savedBytes(writes, new Map([[0, 900]])), 0);
});
